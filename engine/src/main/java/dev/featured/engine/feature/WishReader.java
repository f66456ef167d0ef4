package dev.featured.engine.feature;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what a row wants: a function of the row, of the device and of what the row's templates came
 * to there, and of the immutable state that its registration has been rendered to, if it has (SPEC
 * sections 2, 4).
 */
public final class WishReader {
  /** On a spine router these are never restarted, whatever their rows say (SPEC section 3). */
  private static final ImmutableSet<String> NEVER_RESTARTED_ON_SPINES =
      ImmutableSet.of("syncd", "gbsyncd");

  private final FeatureName feature;
  private final Row row;
  private final Device device;
  private final Map<String, Rendering> renderings;
  private final ImmutableSortedMap.Builder<String, String> values =
      ImmutableSortedMap.naturalOrder();
  private final ImmutableSortedMap.Builder<String, String> derived =
      ImmutableSortedMap.naturalOrder();

  private WishReader(FeatureName feature, Row row, RenderedRow rendered) {
    this.feature = feature;
    this.row = row;
    this.device = rendered.device();
    this.renderings = rendered.renderings();
  }

  /**
   * Reads a wish.
   *
   * @param feature whose row it is
   * @param rendered the row
   * @param pinned the {@code always_*} state that this registration was rendered to earlier
   * @return the wish, or empty when the row has no {@code state}: it belongs to somebody else
   */
  public static Optional<Wish> read(
      FeatureName feature, RenderedRow rendered, Optional<StateValue> pinned) {
    if (rendered.content() instanceof NotAHash other) {
      return Optional.of(
          new Wish.Unclear("the row is of the Redis type " + other.type() + ", not a hash"));
    }
    Row row = (Row) rendered.content();
    if (row.field(Fields.STATE).isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new WishReader(feature, row, rendered).read(pinned));
    } catch (UnclearField e) {
      return Optional.of(new Wish.Unclear(e.getMessage()));
    }
  }

  private Wish read(Optional<StateValue> pinned) throws UnclearField {
    for (Map.Entry<String, String> field : row.fields().entrySet()) {
      requireUtf8(field.getKey(), field.getValue());
    }
    if (row.field(Fields.HAS_TIMER).isPresent()) {
      throw new UnclearField(
          Fields.HAS_TIMER,
          row.field(Fields.HAS_TIMER).orElseThrow(),
          "the field is obsolete; say 'delayed' instead");
    }
    StateValue state = pinned.isPresent() ? keep(pinned.orElseThrow()) : state();
    values.put(Fields.STATE, state.text());
    boolean delayed = templatedFlag(Fields.DELAYED, false);
    Scopes scopes =
        new Scopes(
            templatedFlag(Fields.HAS_GLOBAL_SCOPE, true),
            templatedFlag(Fields.HAS_PER_ASIC_SCOPE, false),
            flag(Fields.HAS_PER_DPU_SCOPE, false));
    ImmutableList<UnitName> units = scopes.units(feature, device);
    return units.isEmpty()
        ? new Wish.Unclear(noUnit(scopes))
        : new Wish.Clear(
            state,
            delayed,
            units,
            scopes.surplus(feature, device),
            restart(),
            values.buildOrThrow(),
            pinned.isPresent() && !isOwnState(pinned.orElseThrow()),
            derived.buildOrThrow());
  }

  private String noUnit(Scopes scopes) {
    return String.format(
        "the feature has no unit on this switch (ASICs: %d, DPUs: %d): %s is %s, %s is %s, %s is %s",
        device.asics(),
        device.dpus(),
        Fields.HAS_GLOBAL_SCOPE,
        text(scopes.global()),
        Fields.HAS_PER_ASIC_SCOPE,
        text(scopes.perAsic()),
        Fields.HAS_PER_DPU_SCOPE,
        text(scopes.perDpu()));
  }

  private RestartPolicy restart() {
    return device.spineRouter() && NEVER_RESTARTED_ON_SPINES.contains(feature.value())
        ? RestartPolicy.NO
        : RestartPolicy.ofAutoRestart(row.field(Fields.AUTO_RESTART).orElse("disabled"));
  }

  private boolean isOwnState(StateValue state) {
    String raw = row.field(Fields.STATE).orElseThrow();
    Rendering rendering = renderings.getOrDefault(Fields.STATE, new Rendering.Text(raw));
    return rendering instanceof Rendering.Text own && own.text().equals(state.text());
  }

  private StateValue keep(StateValue pinned) {
    if (!row.field(Fields.STATE).orElseThrow().equals(pinned.text())) {
      derived.put(Fields.STATE, pinned.text());
    }
    return pinned;
  }

  private StateValue state() throws UnclearField {
    String value = rendered(Fields.STATE, row.field(Fields.STATE).orElseThrow());
    StateValue state =
        StateValue.parse(value)
            .orElseThrow(
                () ->
                    unclear(
                        Fields.STATE,
                        value,
                        "it must be enabled, disabled, always_enabled or always_disabled"));
    if (renderings.containsKey(Fields.STATE)) {
      derived.put(Fields.STATE, state.text());
    }
    return state;
  }

  private boolean templatedFlag(String field, boolean missing) throws UnclearField {
    boolean flag = flag(field, missing);
    values.put(field, text(flag));
    return flag;
  }

  private boolean flag(String field, boolean missing) throws UnclearField {
    Optional<String> raw = row.field(field);
    if (raw.isEmpty()) {
      return missing;
    }
    String value = rendered(field, raw.orElseThrow());
    boolean flag =
        switch (value.toLowerCase(Locale.ROOT)) {
          case "true" -> true;
          case "false" -> false;
          default -> throw unclear(field, value, "it must be True or False");
        };
    if (renderings.containsKey(field)) {
      derived.put(field, text(flag));
    }
    return flag;
  }

  private static String text(boolean flag) {
    return flag ? "True" : "False";
  }

  private String rendered(String field, String raw) throws UnclearField {
    Rendering rendering = renderings.get(field);
    if (rendering == null) {
      return raw;
    }
    if (rendering instanceof Rendering.Refused refused) {
      throw new UnclearField(field, raw, refused.reason());
    }
    return ((Rendering.Text) rendering).text();
  }

  private UnclearField unclear(String field, String value, String reason) {
    String raw = row.field(field).orElseThrow();
    return raw.equals(value)
        ? new UnclearField(field, raw, reason)
        : new UnclearField(field, raw, "it renders to " + Quoted.of(value) + "; " + reason);
  }

  private static void requireUtf8(String field, String value) throws UnclearField {
    if (holdsLoneSurrogate(field) || holdsLoneSurrogate(value)) {
      throw new UnclearField(field, value, "it holds bytes that are not UTF-8");
    }
  }

  private static boolean holdsLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return true;
      }
    }
    return false;
  }

  private static final class UnclearField extends Exception {
    private static final long serialVersionUID = 1L;

    UnclearField(String field, String value, String reason) {
      super(
          "field " + Quoted.of(field) + " is " + Quoted.of(value) + ": " + reason,
          null,
          false,
          false);
    }
  }
}
