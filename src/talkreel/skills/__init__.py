"""The skills for agents: where they are, what makes one safe, and how a host gets them."""

from talkreel.skills.bundle import bundled, chosen
from talkreel.skills.checking import Finding, check
from talkreel.skills.hosts import HOSTS, Host
from talkreel.skills.installing import Written, install
from talkreel.skills.skill import Skill

__all__ = ["HOSTS", "Finding", "Host", "Skill", "Written", "bundled", "check", "chosen", "install"]
