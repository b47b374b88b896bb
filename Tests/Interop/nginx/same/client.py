"""A client of raw bytes, which notes when each piece of the answer came."""

import asyncio


async def run(port, case, request, seen):
    """Sends a case's request and reads until the proxy ends the connection, or patience does."""
    loop = asyncio.get_running_loop()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    later = []
    seen.began = loop.time()
    try:
        writer.write(request)
        if case.leaving:
            later.append(asyncio.ensure_future(_leave(writer, *case.leaving)))
        if case.talk:
            later.append(asyncio.ensure_future(_talk(writer, *case.talk)))
        await asyncio.wait_for(_read(reader, loop, seen), case.patience)
        seen.end = "fin"
    except asyncio.TimeoutError:
        seen.end = "open"
    except OSError:
        seen.end = "rst"
    finally:
        seen.ended = loop.time()
        for task in later:
            task.cancel()
        writer.close()
    # The origin may have something to see of the end.
    await asyncio.sleep(0.2)


async def _read(reader, loop, seen):
    while data := await reader.read(65536):
        seen.pieces.append((loop.time(), data))


async def _talk(writer, after, text):
    await asyncio.sleep(after)
    writer.write(text)


async def _leave(writer, how, after):
    await asyncio.sleep(after)
    if how == "half":
        writer.write_eof()
    else:
        writer.close()
