"""Keys and certificates of one dock and one gateway, by openssl and age as an installation may make them too."""

import subprocess

DOCK = "dock-0001"
GATEWAY = "gateway-1"
GATEWAY_ADDRESS = "10.0.2.2"  # The host, as QEMU's user network shows it to the guest.
DAYS = "30"

_USES = {
    "dock": "clientAuth,emailProtection",
    "server": "serverAuth",
    "receipts": "emailProtection",
}


def make(folder):
    """Fills the folder. File names are those of docs/operating."""
    folder.mkdir(parents=True, exist_ok=True)
    for authority in ("dock-ca", "gateway-ca", "receipt-ca"):
        _openssl(
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc", "-days", DAYS,
            "-subj", f"/O=Dockwarden rig/CN=Rig {authority}", "-keyout", folder / f"{authority}.key",
            "-out", folder / f"{authority}.pem", "-addext", "basicConstraints=critical,CA:TRUE",
            "-addext", "keyUsage=critical,keyCertSign,cRLSign",
        )  # fmt: skip
    _issue(folder, "dock-ca", "dock", DOCK, "dock")
    _issue(folder, "gateway-ca", "gateway", GATEWAY_ADDRESS, "server", f"IP:{GATEWAY_ADDRESS},IP:127.0.0.1")
    _issue(folder, "receipt-ca", "receipt", GATEWAY, "receipts")
    subprocess.run(["age-keygen", "-o", folder / "evidence.key"], check=True, capture_output=True)
    recipient = subprocess.run(["age-keygen", "-y", folder / "evidence.key"], check=True, capture_output=True).stdout
    (folder / "recipients.txt").write_bytes(recipient)


def _issue(folder, authority, name, common_name, use, alternative=None):
    extensions = f"basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage={_USES[use]}\n"
    if alternative:
        extensions += f"subjectAltName={alternative}\n"
    (folder / f"{name}.ext").write_text(extensions)
    _openssl(
        "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc",
        "-subj", f"/O=Dockwarden rig/CN={common_name}", "-keyout", folder / f"{name}.key", "-out", folder / f"{name}.csr",
    )  # fmt: skip
    _openssl(
        "x509", "-req", "-in", folder / f"{name}.csr", "-CA", folder / f"{authority}.pem",
        "-CAkey", folder / f"{authority}.key", "-CAcreateserial", "-days", DAYS,
        "-extfile", folder / f"{name}.ext", "-out", folder / f"{name}.pem",
    )  # fmt: skip
    (folder / f"{name}.key").chmod(0o600)


def _openssl(*arguments):
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True, timeout=60)
