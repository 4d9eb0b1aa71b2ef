"""Which bay is at which USB port of the guest."""

# Six on the first hub, two on the second, and two that the guest plays itself (gadget.py).
PORTS = {bay: f"1-1.{bay}" for bay in range(1, 7)} | {7: "1-2.1", 8: "1-2.2", 9: "3-1", 10: "4-1"}
