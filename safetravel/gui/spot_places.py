"""The only module that knows Qt Network, and of it only the addresses of this laptop. Imported when somebody hands over on the spot."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtNetwork import QAbstractSocket, QNetworkInterface

from safetravel.gui.screens.spot import Network
from safetravel.services.spot import Place

_Flag = QNetworkInterface.InterfaceFlag
_Type = QNetworkInterface.InterfaceType
_KINDS = {_Type.Wifi: "wifi", _Type.Ethernet: "cable"}
"""Others (bridges of virtual machines, tunnels of a VPN) lead to no phone."""


def networks() -> tuple[Network, ...]:
    """Wi-Fi first. IPv4 only: the address stands in a code and on the screen, to be typed where a camera fails."""
    found = [one for interface in QNetworkInterface.allInterfaces() for one in _of(interface)]
    return tuple(sorted(found, key=lambda one: one.kind != "wifi"))


def _of(interface: QNetworkInterface) -> Iterator[Network]:
    flags, kind = interface.flags(), _KINDS.get(interface.type(), "")
    if not kind or not flags & _Flag.IsRunning or flags & (_Flag.IsLoopBack | _Flag.IsPointToPoint):
        return
    for entry in interface.addressEntries():
        address = entry.ip()
        is_ipv4 = address.protocol() is QAbstractSocket.NetworkLayerProtocol.IPv4Protocol
        # A link-local address is what a laptop gives itself where nobody answered: no phone has one.
        if is_ipv4 and not address.isLinkLocal() and 0 < entry.prefixLength() < 32:
            yield Network(Place(address.toString(), entry.prefixLength()), kind, interface.humanReadableName())
