"""An origin whose answers are scripts, one for each exchange, found by its number in the path."""

import asyncio
import re
import socket
import struct


class ScriptedOrigin:
    """`scripts` maps the number of an exchange to its steps and to what is seen of it."""

    def __init__(self):
        self.scripts = {}
        self.server = None
        self.port = 0

    async def start(self):
        self.server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=1 << 20)
        self.port = self.server.sockets[0].getsockname()[1]

    async def stop(self):
        self.server.close()

    async def _serve(self, reader, writer):
        try:
            served = 0
            while await self._answer(reader, writer, served):
                served += 1
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    async def _answer(self, reader, writer, served):
        """One request; true if the connection may have another."""
        head = await reader.readuntil(b"\r\n\r\n")
        found = re.match(rb"[A-Z]+ /(\d+)", head)
        steps, seen = self.scripts[int(found[1])]
        seen.requests.append(head + await _body(head, reader))
        left = asyncio.ensure_future(_left(reader, seen))
        try:
            for step in steps:
                if step == ("die if second on kept",):
                    if served and b"?second" in head:
                        return False
                elif not await self._play(step, writer, seen, left):
                    return False
            # A proxy that hangs up behind the answer was not rude.
            return steps and b"1.1\r\n" in head and not left.done()
        finally:
            left.cancel()
            await asyncio.gather(left, return_exceptions=True)

    async def _play(self, step, writer, seen, left):
        now = asyncio.get_running_loop().time
        match step:
            case ("write", data):
                writer.write(data)
            case ("event", *parts):
                seen.emitted.append(now())
                for part in parts:
                    writer.write(part)
                    await asyncio.sleep(0.01)
            case ("end",):
                seen.emitted.append(now())
            case ("wait", seconds):
                await asyncio.sleep(seconds)
            case ("hang",):
                await asyncio.wait([left], timeout=30)
                return False
            case ("fin",):
                writer.write_eof()
                await asyncio.wait([left], timeout=30)
                return False
            case ("rst",):
                linger = struct.pack("ii", 1, 0)
                sock = writer.get_extra_info("socket")
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                writer.transport.abort()
                return False
        return True


async def _body(head, reader):
    found = re.search(rb"\r\ncontent-length: *(\d+)", head, re.I)
    return await reader.readexactly(int(found[1])) if found else b""


async def _left(reader, seen):
    """Notes that the proxy has left in the middle of an answer."""
    try:
        while data := await reader.read(65536):
            seen.tunnelled += data
        seen.proxy_left = "left"
    except OSError:
        seen.proxy_left = "left"
