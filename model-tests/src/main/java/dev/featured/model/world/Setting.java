package dev.featured.model.world;

import com.google.common.collect.ImmutableList;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.store.Servers;

/**
 * What a world begins with and what may happen in it.
 *
 * @param name for the result's line
 * @param subject whose daemon runs there
 * @param features the features
 * @param parallel how many operations the daemon lets be at work at once
 * @param rows the row of each feature at the beginning
 * @param registered the row that the package manager registers
 * @param written the row that a second writer replaces a row with
 * @param edits what the operator may set
 * @param allowance how often what may happen that does not happen by itself
 * @param circumstances what is special about the switch
 */
public record Setting(
    String name,
    Subject subject,
    ImmutableList<FeatureName> features,
    int parallel,
    ImmutableList<ConfigRow> rows,
    ConfigRow registered,
    ConfigRow written,
    ImmutableList<Edit> edits,
    Allowance allowance,
    Circumstances circumstances) {
  /**
   * Checks the number of features.
   *
   * @throws IllegalArgumentException if there are namespaces and more than one feature
   */
  public Setting {
    if (!circumstances.namespaces().isEmpty() && features.size() != 1) {
      throw new IllegalArgumentException("a world with namespaces has one feature");
    }
  }

  /** A setting on a usual switch, in which nothing happens but by itself. */
  public Setting(
      String name,
      Subject subject,
      ImmutableList<FeatureName> features,
      int parallel,
      ImmutableList<ConfigRow> rows,
      ConfigRow registered,
      ConfigRow written) {
    this(
        name,
        subject,
        features,
        parallel,
        rows,
        registered,
        written,
        ImmutableList.of(),
        Allowance.NONE,
        Circumstances.usual(rows));
  }

  /** A field and the value that it is set to. */
  public record Edit(ConfigRow.Field field, String value) {}

  /** The same with another subject. */
  public Setting with(Subject other) {
    return new Setting(
        name,
        other,
        features,
        parallel,
        rows,
        registered,
        written,
        edits,
        allowance,
        circumstances);
  }

  private Setting in(Circumstances others) {
    return new Setting(
        name, subject, features, parallel, rows, registered, written, edits, allowance, others);
  }

  /** The same on a switch with namespaces, which have these rows. */
  public Setting inNamespaces(ConfigRow... there) {
    return in(
        new Circumstances(
            ImmutableList.copyOf(there),
            circumstances.servers(),
            circumstances.warmBoot(),
            circumstances.reports(),
            circumstances.severalAsics(),
            circumstances.reloaded()));
  }

  /** The same, where CONFIG_DB and STATE_DB of the host are on two servers. */
  public Setting onTwoServers() {
    return in(
        new Circumstances(
            circumstances.namespaces(),
            Servers.TWO,
            circumstances.warmBoot(),
            circumstances.reports(),
            circumstances.severalAsics(),
            circumstances.reloaded()));
  }

  /** The same, where the daemon comes up in a warm boot. */
  public Setting inWarmBoot() {
    return in(
        new Circumstances(
            circumstances.namespaces(),
            circumstances.servers(),
            true,
            circumstances.reports(),
            circumstances.severalAsics(),
            circumstances.reloaded()));
  }

  /** The same, where lifecycles are reported. */
  public Setting reporting() {
    return in(
        new Circumstances(
            circumstances.namespaces(),
            circumstances.servers(),
            circumstances.warmBoot(),
            true,
            circumstances.severalAsics(),
            circumstances.reloaded()));
  }

  /** The same on a switch with several ASICs. */
  public Setting onSeveralAsics() {
    return in(
        new Circumstances(
            circumstances.namespaces(),
            circumstances.servers(),
            circumstances.warmBoot(),
            circumstances.reports(),
            true,
            circumstances.reloaded()));
  }

  /** The same, where a reload of the configuration brings these rows. */
  public Setting reloading(ConfigRow... others) {
    return in(
        new Circumstances(
            circumstances.namespaces(),
            circumstances.servers(),
            circumstances.warmBoot(),
            circumstances.reports(),
            circumstances.severalAsics(),
            ImmutableList.copyOf(others)));
  }

  /** The same, but its features are called so. */
  public Setting calling(FeatureName... names) {
    return new Setting(
        name,
        subject,
        ImmutableList.copyOf(names),
        parallel,
        rows,
        registered,
        written,
        edits,
        allowance,
        circumstances);
  }

  /** The same, where the operator may set these. */
  public Setting editing(Edit... fields) {
    return new Setting(
        name,
        subject,
        features,
        parallel,
        rows,
        registered,
        written,
        ImmutableList.copyOf(fields),
        allowance,
        circumstances);
  }

  /** The same, where these may happen, so often in all. */
  public Setting letting(int times, Budget... things) {
    return letting(times, times, things);
  }

  /** The same, where each of these may happen once. */
  public Setting lettingOnce(Budget... things) {
    return letting(things.length, 1, things);
  }

  private Setting letting(int all, int each, Budget... things) {
    return letting(Allowance.of(all, each, things));
  }

  private Setting letting(Allowance other) {
    return new Setting(
        name, subject, features, parallel, rows, registered, written, edits, other, circumstances);
  }

  /** The same, where this does not happen. */
  public Setting without(Budget thing) {
    return letting(allowance.without(thing));
  }

  /**
   * The same, but whatever may happen may happen as often again once the world has come to rest: so
   * it happens any number of times, with no more of it at once than may happen here.
   */
  public Setting againAndAgain() {
    return letting(allowance.renewedAtRest());
  }

  /** Whether this may happen at all. */
  boolean mayHappen(Budget budget) {
    return allowance.each().containsKey(budget);
  }

  /**
   * Whether an operation is at work command by command, since somebody or something else may be at
   * work on systemd in between that would make a difference.
   */
  boolean byCommands() {
    return mayHappen(Budget.OTHERS_RELOAD) || circumstances.severalAsics();
  }

  int count() {
    return features.size();
  }

  int indexOf(FeatureName feature) {
    return features.indexOf(feature);
  }
}
