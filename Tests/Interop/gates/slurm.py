"""A Slurm of one node, on loopback and in a folder of its own."""

import os
import shutil
import socket
import subprocess
import time

CONF = """
ClusterName=bmm
SlurmctldHost={host}(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/none
CredType=cred/none
SlurmctldPort={controller}
SlurmdPort={node}
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SwitchType=switch/none
MpiDefault=none
ReturnToService=2
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
NodeName={host} NodeAddr=127.0.0.1 CPUs={cores} State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES State=UP
"""


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


class Slurm:
    """Controller and node; `None` from `start` if they cannot run here."""

    def __init__(self, folder):
        self.folder = folder
        controller, node = free_ports(2)
        for name in ("state", "spool"):
            (folder / name).mkdir()
        self.conf = folder / "slurm.conf"
        self.conf.write_text(CONF.format(
            host=socket.gethostname().partition(".")[0], controller=controller, node=node,
            folder=folder, cores=os.cpu_count()))
        self.environment = {**os.environ, "SLURM_CONF": str(self.conf)}
        self.daemons = [self._daemon("slurmctld"), self._daemon("slurmd")]

    def _daemon(self, name):
        with open(self.folder / f"{name}.log", "w") as log:
            return subprocess.Popen(
                [f"/usr/sbin/{name}", "-D", "-f", str(self.conf)], stdout=log, stderr=log,
                env=self.environment)

    @classmethod
    def start(cls, folder):
        if os.geteuid() != 0 or not shutil.which("slurmctld", path="/usr/sbin"):
            return None
        slurm = cls(folder)
        for _ in range(60):
            done = slurm.command("sinfo", "--noheader", "--format=%t")
            if done.stdout.strip() == "idle":
                return slurm
            if any(daemon.poll() is not None for daemon in slurm.daemons):
                break
            time.sleep(0.5)
        slurm.end()
        return None

    def command(self, *words, **options):
        return subprocess.run(
            words, capture_output=True, text=True, timeout=200, env=self.environment, **options)

    def end(self):
        for daemon in self.daemons:
            daemon.terminate()
        for daemon in self.daemons:
            daemon.wait(30)
