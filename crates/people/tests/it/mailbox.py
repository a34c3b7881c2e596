"""A mail server for tests: takes every letter and writes what a mail reader would show, one JSON object a line.

Arguments: the port (0 for a free one) and the file to write to. Prints the port; ends when its input closes."""

import asyncio
import email
import email.policy
import json
import sys

from aiosmtpd.smtp import SMTP

PORT, FILE = int(sys.argv[1]), sys.argv[2]


class Mailbox:
    async def handle_DATA(self, server, session, envelope):
        letter = email.message_from_bytes(envelope.content, policy=email.policy.default)
        shown = {name.lower(): str(value) for name, value in letter.items()}
        shown["charset"] = letter.get_content_charset()
        shown["body"] = letter.get_content()
        shown["recipients"] = envelope.rcpt_tos
        with open(FILE, "a", encoding="utf-8") as file:
            file.write(json.dumps(shown) + "\n")
        return "250 kept"


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Mailbox()), "127.0.0.1", PORT)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())
