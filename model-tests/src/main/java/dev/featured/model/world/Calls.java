package dev.featured.model.world;

import dev.featured.engine.core.Command;
import dev.featured.engine.store.Call;

/** Calls in words. */
final class Calls {
  private Calls() {}

  static String sentence(Call call) {
    if (call instanceof Call.Configuration) {
      return "look whether the configuration is loaded";
    } else if (call instanceof Call.Announcements) {
      return "see to it that changes are announced";
    } else if (call instanceof Call.BootFlag) {
      return "look whether a warm boot is in progress";
    } else if (call instanceof Call.Leftovers) {
      return "list the rows, to remove what a killed daemon has left of others";
    } else if (call instanceof Call.PortInitDone) {
      return "look whether the ports are ready";
    } else if (call instanceof Call.Asked asked) {
      return "read what was asked of " + asked.names();
    } else if (call instanceof Call.Rows rows) {
      return "read " + rows.names();
    } else if (call instanceof Call.Hashes hashes) {
      return "read the rows of " + hashes.names();
    } else if (call instanceof Call.Configured) {
      return "list all rows";
    } else if (call instanceof Call.Published) {
      return "list what is published";
    } else if (call instanceof Call.HasRow row) {
      return "look whether " + row.name() + " has a row";
    } else if (call instanceof Call.Guard guard) {
      return guard.name() + ": watch the row and, if it stands, send barrier " + guard.barrier();
    } else if (call instanceof Call.Forgettable forget) {
      return "look whether " + forget.name() + " has no row";
    } else {
      return write(call);
    }
  }

  private static String write(Call call) {
    if (call instanceof Call.Guarded guarded) {
      return write(guarded.write()) + ", if nobody has touched the row";
    } else if (call instanceof Call.Settle settle) {
      return settle.command().toString();
    } else if (call instanceof Call.Rewrite rewrite) {
      return rewrite.values().isEmpty()
          ? "look whether the row of " + rewrite.name() + " stands"
          : rewrite.name() + ": while the row stands, rewrite " + rewrite.values();
    } else if (call instanceof Call.Publish publish) {
      return publish
          .publication()
          .map(what -> publish.name() + ": publish " + what)
          .orElse("look whether the state of " + publish.name() + " could be published");
    } else if (call instanceof Call.Retract retract) {
      return retract.name() + ": take back " + retract.publication();
    } else if (call instanceof Call.Report report) {
      return report.name() + ": while there is a row, report " + report.fields();
    } else if (call instanceof Call.ReportAlone report) {
      return report.name() + ": report " + report.fields();
    } else if (call instanceof Call.RemoveReport report) {
      return report.name() + ": remove the report";
    } else if (call instanceof Call.Forget forget) {
      return new Command.Forget(forget.name()).toString();
    } else if (call instanceof Call.Disown disown) {
      return disown.name() + ": remove only what is the daemon's own";
    } else if (call instanceof Call.RemoveState removal) {
      return removal.name() + ": remove what is published";
    } else if (call instanceof Call.RemoveTrace removal) {
      return removal.command().toString();
    } else if (call instanceof Call.RemoveRow removal) {
      return removal.name() + ": remove the row while it is the one last seen";
    } else {
      throw new AssertionError("a call that nobody told the model of: " + call);
    }
  }
}
