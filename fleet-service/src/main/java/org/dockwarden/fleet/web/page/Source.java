package org.dockwarden.fleet.web.page;

import java.time.InstantSource;
import java.time.ZoneId;
import org.dockwarden.fleet.account.AccountStore;
import org.dockwarden.fleet.account.Administration;
import org.dockwarden.fleet.inventory.StockRegister;
import org.dockwarden.fleet.query.FleetQueries;
import org.dockwarden.fleet.web.desk.AlertDesk;
import org.dockwarden.fleet.web.desk.CommandDesk;

/** Everything that pages ask, and the clock and time zone that they go by. */
public record Source(
    FleetQueries fleet,
    StockRegister stock,
    AlertDesk alerts,
    CommandDesk commands,
    AccountStore accounts,
    Administration administration,
    InstantSource clock,
    ZoneId zone) {}
