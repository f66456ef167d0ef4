package dev.featured.model.world;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.featured.engine.feature.FeatureName;

/**
 * What a world begins with and what may happen in it.
 *
 * @param name for the result's line
 * @param subject whose daemon runs there
 * @param features the features
 * @param parallel how many operations the daemon lets be at work at once
 * @param rows the row of each feature at the beginning, which a reload of the configuration brings
 *     back
 * @param registered the row that the package manager registers
 * @param written the row that a second writer replaces a row with
 * @param edits what the operator may set
 * @param inAll how often something may happen in all that does not happen by itself
 * @param budgets how often each of these may happen; what is not named may not
 * @param namespaces the feature's row in each namespace at the beginning; empty on a switch without
 *     namespaces
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
    int inAll,
    ImmutableMap<Budget, Integer> budgets,
    ImmutableList<ConfigRow> namespaces) {
  /**
   * Checks the number of features.
   *
   * @throws IllegalArgumentException if there are namespaces and more than one feature
   */
  public Setting {
    if (!namespaces.isEmpty() && features.size() != 1) {
      throw new IllegalArgumentException("a world with namespaces has one feature");
    }
  }

  /** A setting without namespaces. */
  public Setting(
      String name,
      Subject subject,
      ImmutableList<FeatureName> features,
      int parallel,
      ImmutableList<ConfigRow> rows,
      ConfigRow registered,
      ConfigRow written,
      ImmutableList<Edit> edits,
      int inAll,
      ImmutableMap<Budget, Integer> budgets) {
    this(
        name,
        subject,
        features,
        parallel,
        rows,
        registered,
        written,
        edits,
        inAll,
        budgets,
        ImmutableList.of());
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
        inAll,
        budgets,
        namespaces);
  }

  /** The same on a switch with namespaces, which have these rows. */
  public Setting inNamespaces(ConfigRow... there) {
    return new Setting(
        name,
        subject,
        features,
        parallel,
        rows,
        registered,
        written,
        edits,
        inAll,
        budgets,
        ImmutableList.copyOf(there));
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
        inAll,
        budgets);
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
        inAll,
        budgets,
        namespaces);
  }

  /** The same, where these may happen, so often in all. */
  public Setting letting(int times, Budget... things) {
    ImmutableMap.Builder<Budget, Integer> each = ImmutableMap.builder();
    for (Budget thing : things) {
      each.put(thing, times);
    }
    return new Setting(
        name,
        subject,
        features,
        parallel,
        rows,
        registered,
        written,
        edits,
        times,
        each.buildOrThrow(),
        namespaces);
  }

  /** The same, where each of these may happen once. */
  public Setting lettingOnce(Budget... things) {
    ImmutableMap.Builder<Budget, Integer> each = ImmutableMap.builder();
    for (Budget thing : things) {
      each.put(thing, 1);
    }
    return new Setting(
        name,
        subject,
        features,
        parallel,
        rows,
        registered,
        written,
        edits,
        things.length,
        each.buildOrThrow(),
        namespaces);
  }

  int count() {
    return features.size();
  }

  int indexOf(FeatureName feature) {
    return features.indexOf(feature);
  }
}
