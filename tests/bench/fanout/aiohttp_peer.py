#!/usr/bin/env python3
"""Asks many addresses at once with aiohttp, first over new connections and then over the same ones.

usage: aiohttp_peer.py CA CERT KEY URL...     prints both times in seconds
"""
import asyncio
import ssl
import sys
import time

import aiohttp


async def fetch(session, url):
    async with session.get(url) as answer:
        return await answer.read()


async def main(ca, cert, key, urls):
    context = ssl.create_default_context(cafile=ca)
    context.load_cert_chain(cert, key)
    connector = aiohttp.TCPConnector(ssl=context, limit=0)
    async with aiohttp.ClientSession(connector=connector) as session:
        times = []
        for _ in range(2):
            start = time.perf_counter()
            await asyncio.gather(*(fetch(session, url) for url in urls))
            times.append(time.perf_counter() - start)
    print(*times)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]))
