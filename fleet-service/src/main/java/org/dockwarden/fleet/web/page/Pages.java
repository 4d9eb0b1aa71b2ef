package org.dockwarden.fleet.web.page;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dockwarden.fleet.account.Provider;
import org.dockwarden.fleet.account.Role;
import org.dockwarden.fleet.account.Session;
import org.dockwarden.fleet.account.Sessions;
import org.dockwarden.fleet.account.SetUp;
import org.dockwarden.fleet.account.SignIn;
import org.dockwarden.fleet.dock.DockKey;
import org.dockwarden.fleet.web.desk.CommandDesk;
import org.dockwarden.fleet.web.http.Answer;
import org.dockwarden.fleet.web.http.Gate;
import org.dockwarden.fleet.web.http.LiveStreams;
import org.dockwarden.fleet.web.http.Request;
import org.dockwarden.fleet.web.http.Route;
import org.dockwarden.fleet.web.http.Route.Visit;

/** All pages of the console and their routes. */
public final class Pages implements LiveStreams.Parts {
  /** Makes the screen of a visit. */
  private interface Painter {
    Screen paint(Voice voice, Visit visit) throws IOException;
  }

  private record Look(Route.Guarded route, Painter painter) {}

  private final Source source;
  private final Studio studio;
  private final Sessions sessions;
  private final List<Route> routes = new ArrayList<>();
  private final List<Look> looks = new ArrayList<>();

  public Pages(
      Source source, SignIn signIn, SetUp setUp, Sessions sessions, Optional<Provider> provider) {
    this.source = source;
    this.studio = new Studio(source);
    this.sessions = sessions;
    CamerasPage cameras = new CamerasPage(source);
    addFleet();
    addCameras(cameras);
    addDesks();
    addPeople();
    routes.addAll(new Doors(studio, source, signIn, setUp, sessions, provider).routes());
    routes.addAll(new Actions(studio, source, signIn, cameras).routes());
  }

  /** For the gate. */
  public List<Route> routes() {
    return List.copyOf(routes);
  }

  /** What is shown to those who may not. */
  public Gate.Refusals refusals() {
    return studio;
  }

  private void addFleet() {
    OverviewPage overview = new OverviewPage(source);
    SitesPage sites = new SitesPage(source);
    DockPage docks = new DockPage(source);
    BayPage bays = new BayPage(source, docks);
    FindPages find = new FindPages(source);
    look("/", Role.VIEWER, (voice, _) -> overview.show(voice));
    look("/sites", Role.VIEWER, (voice, _) -> sites.sites(voice));
    look(
        "/sites/{force}/{site}",
        Role.VIEWER,
        (voice, visit) ->
            sites.site(voice, visit.variable("force"), visit.variable("site"), visit.request()));
    look("/docks", Role.VIEWER, (voice, visit) -> sites.docks(voice, visit.request()));
    look(
        "/docks/{group}/{dock}",
        Role.VIEWER,
        (voice, visit) -> docks.show(voice, visit.session(), key(visit), visit.request()));
    look(
        "/docks/{group}/{dock}/bays/{bay}",
        Role.VIEWER,
        (voice, visit) ->
            bays.show(voice, visit.session(), key(visit), visit.variable("bay"), visit.request()));
    look("/search", Role.VIEWER, (voice, visit) -> find.search(voice, visit.request()));
    look("/late", Role.VIEWER, (voice, visit) -> find.late(voice, visit.request()));
  }

  private void addCameras(CamerasPage cameras) {
    CameraPage camera = new CameraPage(source);
    look(
        "/cameras",
        Role.VIEWER,
        (voice, visit) -> cameras.show(voice, visit.session(), visit.request()));
    look(
        "/cameras/import",
        Role.OPERATOR,
        (voice, visit) -> cameras.importForm(voice, visit.session(), Optional.empty()));
    look(
        "/cameras/{camera}",
        Role.VIEWER,
        (voice, visit) ->
            camera.show(voice, visit.session(), visit.variable("camera"), visit.request()));
    routes.add(
        Route.guarded(
            "GET",
            "/cameras.csv",
            Role.VIEWER,
            _ ->
                Answer.written("text/csv; charset=utf-8", source.fleet()::writeCsv)
                    .with("Content-Disposition", "attachment; filename=\"cameras.csv\"")));
  }

  private void addDesks() {
    AlertsPage alerts = new AlertsPage(source);
    CommandsPage commands = new CommandsPage(source);
    look("/alerts", Role.VIEWER, (voice, _) -> alerts.list(voice));
    look(
        "/alerts/{id}",
        Role.VIEWER,
        (voice, visit) ->
            alerts.one(voice, visit.session(), visit.variable("id"), visit.request()));
    look("/commands", Role.OPERATOR, (voice, _) -> commands.list(voice));
    Painter confirm =
        (voice, visit) -> {
          Optional<String> bay = Optional.ofNullable(visit.variables().get("bay"));
          return CommandDesk.Name.of(visit.variable("command"))
              .filter(it -> it.isForBay() == bay.isPresent())
              .map(it -> commands.confirm(voice, visit.session(), it, key(visit), bay))
              .orElseGet(() -> Shown.refused(voice, 404));
        };
    look("/docks/{group}/{dock}/commands/{command}", Role.OPERATOR, confirm);
    look("/docks/{group}/{dock}/bays/{bay}/commands/{command}", Role.OPERATOR, confirm);
  }

  private void addPeople() {
    PeoplePages people = new PeoplePages(source);
    look(
        "/accounts",
        Role.ADMINISTRATOR,
        (voice, visit) -> people.accounts(voice, visit.session(), visit.request()));
    look("/audit", Role.ADMINISTRATOR, (voice, visit) -> people.audit(voice, visit.request()));
    look("/me", Role.VIEWER, (voice, visit) -> people.me(voice, visit.session(), visit.request()));
  }

  private static DockKey key(Visit visit) {
    return new DockKey(visit.variable("group"), visit.variable("dock"));
  }

  private void look(String pattern, Role role, Painter painter) {
    Route.Guarded route =
        new Route.Guarded(
            "GET",
            pattern,
            role,
            visit ->
                studio.page(
                    painter.paint(studio.voice(visit.request()), visit),
                    visit.request(),
                    visit.session()));
    routes.add(route);
    looks.add(new Look(route, painter));
  }

  /** The live parts of the page at an address, for the session of the stream that asks. */
  @Override
  public Optional<Map<String, String>> of(String address, Request stream) throws IOException {
    Optional<Session> session =
        sessions.find(stream.cookies().getOrDefault(Gate.COOKIE, ""), false);
    if (session.isEmpty()) {
      return Optional.empty();
    }
    Request request = stream.at(address);
    for (Look look : looks) {
      Optional<Map<String, String>> variables = look.route().match(request.path());
      if (variables.isPresent() && session.get().may(look.route().role())) {
        Visit visit = new Visit(request, session.get(), new HashMap<>(variables.get()));
        return Optional.of(look.painter().paint(studio.voice(request), visit).parts());
      }
    }
    return Optional.empty();
  }
}
