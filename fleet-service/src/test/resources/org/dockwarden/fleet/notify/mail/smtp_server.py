"""A real SMTP server (Debian's aiosmtpd) on a free loopback port. What it takes is parsed by Python's
own e-mail package and written to FOLDER/N.json; the recipient nobody@ is refused, later@ put off."""
import asyncio
import email
import email.policy
import json
import os
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

folder, mode, certificate, key = sys.argv[1:5]
taken = 0


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody@"):
            return "550 5.1.1 no such mailbox"
        if address.startswith("later@"):
            return "451 4.7.1 come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        global taken
        taken += 1
        mail = email.message_from_bytes(envelope.content, policy=email.policy.SMTP)
        record = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "tls": session.ssl is not None or mode == "implicit",
            "user": session.auth_data.login.decode() if session.auth_data else "",
            "headers": [[name, str(value)] for name, value in mail.items()],
            "body": mail.get_content(),
            "defects": [repr(it) for it in mail.defects]
            + [repr(it) for value in mail.values() for it in value.defects],
            "longest": max(len(line) for line in envelope.content.split(b"\r\n")),
            "bare": envelope.content.replace(b"\r\n", b"").count(b"\n"),
        }
        path = os.path.join(folder, "%d.json" % taken)
        with open(path + ".part", "w") as file:
            json.dump(record, file)
        os.rename(path + ".part", path)
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    success = data.login == b"fleet" and data.password == b"s3cret"
    return AuthResult(success=success, handled=False, auth_data=data)


async def main():
    context = None
    if mode != "plain":
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
    starttls = mode == "starttls"

    def protocol():
        return SMTP(
            Handler(),
            tls_context=context if starttls else None,
            require_starttls=starttls,
            auth_required=mode != "plain",
            auth_require_tls=starttls,
            authenticator=authenticate,
        )

    server = await asyncio.get_running_loop().create_server(
        protocol, "127.0.0.1", 0, ssl=context if mode == "implicit" else None
    )
    print("ready %d" % server.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)  # until the test ends


asyncio.run(main())
