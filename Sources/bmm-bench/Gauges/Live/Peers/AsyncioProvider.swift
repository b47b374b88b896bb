/// A fake provider in Python's asyncio, as people write one for their tests: one task per stream.
enum AsyncioProvider {
  /// The script; its arguments are the port, the events of a stream per second, and their number.
  static let script = """
    import asyncio, resource, sys

    port, rate, count = int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])
    event = (b'event: content_block_delta\\n'
             b'data: {"type":"content_block_delta","index":0,'
             b'"delta":{"type":"text_delta","text":"abc"}}\\n\\n')
    chunk = b'%x\\r\\n%s\\r\\n' % (len(event), event)
    head = (b'HTTP/1.1 200 OK\\r\\ncontent-type: text/event-stream; charset=utf-8\\r\\n'
            b'transfer-encoding: chunked\\r\\n\\r\\n')


    async def serve(reader, writer):
        try:
            request = await reader.readuntil(b'\\r\\n\\r\\n')
            for line in request.split(b'\\r\\n'):
                if line.lower().startswith(b'content-length:'):
                    await reader.readexactly(int(line.split(b':')[1]))
            writer.write(head)
            loop = asyncio.get_running_loop()
            start = loop.time()
            for number in range(count):
                pause = start + number / rate - loop.time()
                if pause > 0:
                    await asyncio.sleep(pause)
                writer.write(chunk)
                await writer.drain()
            writer.write(b'0\\r\\n\\r\\n')
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


    async def main():
        limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
        server = await asyncio.start_server(serve, '127.0.0.1', port, backlog=4096)
        async with server:
            await server.serve_forever()

    asyncio.run(main())

    """
}
