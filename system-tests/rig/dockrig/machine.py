"""The dock's computer: a QEMU guest on emulated cores, with two USB hubs of eight ports whose power can be switched."""

import os
import subprocess

from dockrig import host
from dockrig.qmp import Qmp, QmpError
from dockrig.waiting import wait_until

BOOT_SECONDS = 300
COMMAND_SECONDS = 180

# What a dock does not have; loading it costs seconds on emulated cores.
SKIPPED_MODULES = (
    "kvm,kvm_amd,psmouse,pcspkr,iTCO_wdt,i2c_i801,ahci,libahci,libata,cfg80211,ccp,drm,lpc_ich,serio_raw,aesni_intel,"
    "ghash_clmulni_intel,sha512_ssse3,sha256_ssse3,sha1_ssse3,qemu_fw_cfg"
)
HUBS = ("hub1", "hub2")


class Machine:
    """One guest over an overlay of the base image, which survives a power cut and not the run."""

    def __init__(self, image, folder, ssh_port):
        self.image = image
        self.folder = folder
        self.ssh_port = ssh_port
        self.accel = os.environ.get("RIG_ACCEL", "tcg,thread=multi,tb-size=512")
        self.qmp = None
        self._process = None
        self._tunnels = {}
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def is_running(self):
        return self._process is not None and self._process.poll() is None

    def make_disk(self):
        """A disk as the image has it."""
        overlay = self.folder / "root.qcow2"
        overlay.unlink(missing_ok=True)
        subprocess.run(
            ["qemu-img", "create", "-q", "-f", "qcow2", "-F", "raw", "-b", self.image / "rootfs.ext4", overlay],
            check=True,
        )

    def boot(self, before_power_on=lambda: None):
        """Switches on and returns when the guest takes commands. What is plugged in before is there at boot."""
        (self.folder / "qmp.sock").unlink(missing_ok=True)
        with open(self.folder / "qemu.log", "ab") as log:
            self._process = subprocess.Popen(
                self._command(), stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        self.qmp = wait_until("QEMU", self._connect, 20)
        before_power_on()
        self.qmp.command("cont")
        wait_until("boot", self._answers, BOOT_SECONDS, pause=0.5)
        self._tunnels.clear()

    def _connect(self):
        self._require_running()
        try:
            return Qmp(self.folder / "qmp.sock")
        except (FileNotFoundError, ConnectionRefusedError):
            return None  # The socket is there a moment before somebody listens.

    def _require_running(self):
        if not self.is_running:
            raise RuntimeError("QEMU ended: " + (self.folder / "qemu.log").read_text()[-2000:])

    def _answers(self):
        """Opens the connection that everything else goes through."""
        self._require_running()
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        master = self._ssh("-f", "-N", "-o", "ControlMaster=yes", "-o", "ControlPersist=yes")
        return subprocess.run(master, timeout=60, check=False, **quiet).returncode == 0

    def _command(self):
        kernel = (
            "root=/dev/vda rw console=ttyS0 quiet loglevel=4 mitigations=off nokaslr audit=0 net.ifnames=0 "
            f"systemd.show_status=0 modprobe.blacklist={SKIPPED_MODULES}"
        )
        # One core: QEMU before 10 crashes JVMs at random on more of them.
        command = [
            "qemu-system-x86_64", "-machine", "q35", "-cpu", "Nehalem", "-accel", self.accel, "-smp", "1",
            "-m", "2048", "-nodefaults", "-no-user-config", "-display", "none", "-S",
            "-kernel", self.image / "vmlinuz", "-initrd", self.image / "initrd.img", "-append", kernel,
            "-drive", f"file={self.folder}/root.qcow2,if=none,id=root,cache=writeback,discard=unmap",
            "-device", "virtio-blk-pci,drive=root",
            "-netdev", f"user,id=net,hostfwd=tcp:127.0.0.1:{self.ssh_port}-:22",
            "-device", "virtio-net-pci,netdev=net,romfile=",
            "-object", "rng-random,id=rng,filename=/dev/urandom", "-device", "virtio-rng-pci,rng=rng",
            "-device", "qemu-xhci,id=xhci,p2=8,p3=8",
            "-serial", f"file:{self.folder}/console.log",
            "-qmp", f"unix:{self.folder}/qmp.sock,server=on,wait=off",
        ]  # fmt: skip
        for port, hub in enumerate(HUBS, 1):
            command += ["-device", f"usb-hub,id={hub},bus=xhci.0,port={port},ports=8,port-power=on"]
        return [str(part) for part in command]

    def _ssh(self, *options):
        return [
            "ssh", "-q", "-i", str(self.image / "id_ed25519"), "-p", str(self.ssh_port),
            "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "ConnectTimeout=5",
            "-o", "ServerAliveInterval=10", "-o", "ServerAliveCountMax=6", "-o", "BatchMode=yes",
            "-o", f"ControlPath={self.folder}/ssh", *options, "root@127.0.0.1",
        ]  # fmt: skip

    def run(self, script, check=True, stdin=None, seconds=COMMAND_SECONDS):
        """Runs a shell script in the guest as root and gives its output."""
        done = subprocess.run(
            [*self._ssh(), script],
            input=stdin if stdin is not None else b"",
            capture_output=True,
            timeout=seconds,
            check=False,
        )
        if check and done.returncode != 0:
            raise RuntimeError(f"guest: {script!r}: exit {done.returncode}: {done.stderr.decode(errors='replace')}")
        return done.stdout.decode(errors="replace")

    def start(self, script, stdout):
        """Starts a script in the guest whose output comes to the host while it runs."""
        return subprocess.Popen(
            [*self._ssh(), script], stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.STDOUT
        )

    def ssh_command(self):
        """For a person."""
        return self._ssh()

    def put(self, content, path, mode="0644", owner="root"):
        """Writes a file in the guest."""
        self.run(f"install -D -m {mode} -o {owner} -g {owner} /dev/stdin {path}", stdin=content)

    def put_tree(self, folder, names, target):
        """Copies files and folders below folder into the guest's target folder."""
        pack = ["tar", "-C", str(folder), "-c", "--sparse", "--owner=0", "--group=0", *names]
        archive = subprocess.run(pack, stdout=subprocess.PIPE, check=True).stdout
        self.run(f"mkdir -p {target} && tar -C {target} --keep-directory-symlink --no-overwrite-dir -x", stdin=archive)

    def fetch(self, path, target):
        """Copies a file of the guest, over whatever is at target."""
        folder, name = path.rsplit("/", 1)
        archive = subprocess.run(
            [*self._ssh(), f"tar -C {folder} --sparse -c {name}"], stdout=subprocess.PIPE, check=True
        ).stdout
        unpack = ["tar", "-x", "-O"]
        with open(target, "wb") as file:
            subprocess.run(unpack, input=archive, stdout=file, check=True)

    def tunnel(self, port):
        """A port of this host that leads to a port of the guest's loopback."""
        if port not in self._tunnels:
            here = host.free_port()
            forward = self._ssh("-O", "forward", "-L", f"127.0.0.1:{here}:127.0.0.1:{port}")
            subprocess.run(forward, check=True, capture_output=True, timeout=30)
            self._tunnels[port] = here
        return self._tunnels[port]

    def cut_power(self):
        """The plug is pulled: nothing in the guest hears of it. Its disk keeps what reached it."""
        self._process.kill()
        self._process.wait(30)
        self._forget_connections()

    def shut_down(self):
        """Ends the guest in order, by force if it does not."""
        if self.is_running:
            try:
                if not self.qmp:
                    raise QmpError("not connected")
                self.qmp.command("system_powerdown")
                self._process.wait(60)
            except (QmpError, subprocess.TimeoutExpired):
                self._process.kill()
                self._process.wait(30)
        self._forget_connections()

    def _forget_connections(self):
        if self.qmp:
            self.qmp.close()
            self.qmp = None
        subprocess.run(self._ssh("-O", "exit"), capture_output=True, timeout=30, check=False)
        self._tunnels.clear()

    def cpu_seconds(self):
        """What QEMU has used of the host so far."""
        with open(f"/proc/{self._process.pid}/stat", encoding="ascii") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def delete_device(self, device):
        """Takes a device out, as a hand does: without a word before."""
        self.qmp.command("device_del", id=device)
        self.qmp.await_deleted(device)

    def block_bytes(self, node, counter):
        """Bytes that the guest moved through a device's block node: "rd_bytes" or "wr_bytes"."""
        for stats in self.qmp.command("query-blockstats"):
            if stats.get("node-name") == node:
                return stats["stats"][counter]
        raise QmpError(f"{node}: no such node")
