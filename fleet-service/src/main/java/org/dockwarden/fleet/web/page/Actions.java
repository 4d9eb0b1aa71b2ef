package org.dockwarden.fleet.web.page;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import org.dockwarden.fleet.account.Account;
import org.dockwarden.fleet.account.Administration;
import org.dockwarden.fleet.account.AuditEntry;
import org.dockwarden.fleet.account.Role;
import org.dockwarden.fleet.account.SignIn;
import org.dockwarden.fleet.dock.DockKey;
import org.dockwarden.fleet.inventory.StockRegister;
import org.dockwarden.fleet.inventory.StockState;
import org.dockwarden.fleet.web.desk.CommandDesk;
import org.dockwarden.fleet.web.http.Answer;
import org.dockwarden.fleet.web.http.Route;
import org.dockwarden.fleet.web.http.Route.Visit;

/** Everything that changes something. Each leaves a line in the audit list, also when refused. */
final class Actions {
  private static final Duration LONGEST_SILENCE = Duration.ofDays(7);

  private final Studio studio;
  private final Source source;
  private final SignIn signIn;
  private final CamerasPage cameras;

  Actions(Studio studio, Source source, SignIn signIn, CamerasPage cameras) {
    this.studio = studio;
    this.source = source;
    this.signIn = signIn;
    this.cameras = cameras;
  }

  List<Route> routes() {
    return List.of(
        Route.guarded("POST", "/cameras/{camera}/stock", Role.OPERATOR, this::stock),
        Route.guarded("POST", "/cameras/import", Role.OPERATOR, this::importCsv),
        Route.guarded("POST", "/alerts/{id}/acknowledge", Role.OPERATOR, this::acknowledge),
        Route.guarded("POST", "/alerts/{id}/silence", Role.OPERATOR, this::silence),
        Route.guarded(
            "POST", "/docks/{group}/{dock}/commands/{command}", Role.OPERATOR, this::command),
        Route.guarded(
            "POST",
            "/docks/{group}/{dock}/bays/{bay}/commands/{command}",
            Role.OPERATOR,
            this::command),
        Route.guarded("POST", "/accounts", Role.ADMINISTRATOR, this::addAccount),
        Route.guarded("POST", "/accounts/{name}", Role.ADMINISTRATOR, this::changeAccount),
        Route.guarded("POST", "/accounts/{name}/password", Role.ADMINISTRATOR, this::setPassword),
        Route.guarded("POST", "/me/password", Role.VIEWER, this::ownPassword));
  }

  private Answer stock(Visit visit) throws IOException {
    String camera = visit.variable("camera");
    Optional<StockState> state = StockState.parse(visit.field("stock"));
    String reason = visit.field("reason");
    if (state.isEmpty() || reason.isEmpty()) {
      return refused(visit, 400);
    }
    StockRegister.Outcome outcome =
        source.stock().set(camera, state.get(), reason, visit.session().account().name());
    String result =
        outcome == StockRegister.Outcome.CHANGED
            ? AuditEntry.DONE
            : outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    write(visit, "stock", camera + " " + state.get().text() + ": " + reason, result);
    return outcome == StockRegister.Outcome.UNKNOWN_CAMERA
        ? refused(visit, 404)
        : Answer.seeOther(Links.camera(camera) + "?done=1");
  }

  private Answer importCsv(Visit visit) throws IOException {
    Voice voice = studio.voice(visit.request());
    Screen screen = cameras.importCsv(voice, visit.session(), visit.field("csv") + "\n");
    write(visit, "stock.import", "", AuditEntry.DONE);
    return studio.page(screen, visit.request(), visit.session());
  }

  private Answer acknowledge(Visit visit) throws IOException {
    String id = visit.variable("id");
    String note = visit.field("note");
    boolean done = source.alerts().acknowledge(id, note, visit.session().account().name());
    write(visit, "alert.acknowledge", id + " " + note, done ? AuditEntry.DONE : "not open");
    return done ? Answer.seeOther(alert(id)) : refused(visit, 404);
  }

  private Answer silence(Visit visit) throws IOException {
    String id = visit.variable("id");
    String reason = visit.field("reason");
    String hours = visit.field("hours");
    if (reason.isEmpty() || !hours.matches("\\d{1,3}") || hours.matches("0+")) {
      return refused(visit, 400);
    }
    Duration time = Duration.ofHours(Long.parseLong(hours));
    if (time.compareTo(LONGEST_SILENCE) > 0) {
      return refused(visit, 400);
    }
    boolean done = source.alerts().silence(id, time, reason, visit.session().account().name());
    String object = id + " " + hours + " h: " + reason;
    write(visit, "alert.silence", object, done ? AuditEntry.DONE : "not open");
    return done ? Answer.seeOther(alert(id)) : refused(visit, 404);
  }

  private static String alert(String id) {
    return "/alerts/" + Links.segment(id) + "?done=1";
  }

  private Answer command(Visit visit) throws IOException {
    Optional<CommandDesk.Name> name = CommandDesk.Name.of(visit.variable("command"));
    Optional<String> bay = Optional.ofNullable(visit.variables().get("bay"));
    if (name.isEmpty() || name.get().isForBay() != bay.isPresent()) {
      return refused(visit, 404);
    }
    Optional<SortedMap<String, String>> arguments =
        CommandsPage.arguments(name.get(), visit.request().form(), source.clock().instant());
    if (arguments.isEmpty()) {
      return refused(visit, 400);
    }
    DockKey dock = new DockKey(visit.variable("group"), visit.variable("dock"));
    CommandDesk.Command command =
        new CommandDesk.Command(
            name.get(), dock, bay, arguments.get(), visit.session().account().name());
    String what = "command." + name.get().code();
    String object = dock + bay.map(it -> "/" + it).orElse("") + " " + arguments.get();
    write(visit, what, object, "asked");
    switch (source.commands().send(command)) {
      case CommandDesk.Sending.Sent(String id) -> write(visit, what, id, AuditEntry.DONE);
      case CommandDesk.Sending.Offline() -> {
        write(visit, what, object, "offline");
        return refused(visit, 409);
      }
      case CommandDesk.Sending.Failed(String reason) -> {
        write(visit, what, object, reason);
        return refused(visit, 503);
      }
    }
    return Answer.seeOther("/commands");
  }

  private Answer addAccount(Visit visit) throws IOException {
    Optional<Role> role = Role.of(visit.field("role"));
    if (role.isEmpty()) {
      return refused(visit, 400);
    }
    String name = visit.field("name").toLowerCase(Locale.ROOT);
    return told(
        "/accounts",
        source
            .administration()
            .add(name, role.get(), password(visit), who(visit), visit.request().from()));
  }

  private Answer changeAccount(Visit visit) throws IOException {
    String name = visit.variable("name");
    String asked = visit.field("role");
    Optional<Account> account = source.accounts().account(name);
    Optional<Role> role = asked.equals("none") ? account.map(Account::role) : Role.of(asked);
    if (account.isEmpty() || role.isEmpty()) {
      return refused(visit, account.isEmpty() ? 404 : 400);
    }
    return told(
        "/accounts",
        source
            .administration()
            .change(name, role.get(), !asked.equals("none"), who(visit), visit.request().from()));
  }

  private Answer setPassword(Visit visit) throws IOException {
    return told(
        "/accounts",
        source
            .administration()
            .changePassword(
                visit.variable("name"), password(visit), who(visit), visit.request().from()));
  }

  /** Whoever has found an open browser does not know the password, and may not change it. */
  private Answer ownPassword(Visit visit) throws IOException {
    String name = who(visit);
    String old = visit.request().form().getOrDefault("old", "");
    return signIn.knowsPassword(visit.session().account(), old, visit.request().from())
        ? told(
            "/me",
            source
                .administration()
                .changePassword(name, password(visit), name, visit.request().from()))
        : Answer.seeOther("/me?result=wrong-password");
  }

  private static Answer told(String page, Administration.Result result) {
    String code = result.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return Answer.seeOther(page + "?result=" + code);
  }

  /** Passwords are taken as they are, with their spaces. */
  private static String password(Visit visit) throws IOException {
    return visit.request().form().getOrDefault("password", "");
  }

  private static String who(Visit visit) {
    return visit.session().account().name();
  }

  private void write(Visit visit, String what, String object, String result) throws IOException {
    source
        .accounts()
        .append(
            AuditEntry.of(
                source.clock().instant(),
                who(visit),
                visit.request().from(),
                what,
                object,
                result));
  }

  private Answer refused(Visit visit, int status) {
    return studio.refused(visit.request(), visit.session(), status);
  }
}
