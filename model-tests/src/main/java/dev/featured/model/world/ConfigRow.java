package dev.featured.model.world;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import dev.featured.engine.feature.Device;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.Fields;
import dev.featured.engine.feature.RenderedRow;
import dev.featured.engine.feature.Rendering;
import dev.featured.engine.feature.Row;
import dev.featured.engine.feature.RowContent;
import dev.featured.engine.feature.Wish;
import dev.featured.engine.feature.WishReader;
import java.util.Optional;

/**
 * A FEATURE row of CONFIG_DB, of which the model knows a few hundred; each is one shared instance,
 * so two rows are equal if and only if they are the same object. A hash without fields is no row.
 */
public final class ConfigRow {
  /** The fields of the model's rows, and the values they may have. */
  public enum Field {
    /** What is wanted. */
    STATE(
        Fields.STATE,
        "enabled",
        "disabled",
        "always_enabled",
        "always_disabled",
        "{{ wanted }}",
        "maybe"),
    /** A derived flag, which may need to be rewritten. */
    PER_ASIC(Fields.HAS_PER_ASIC_SCOPE, "False", "{{ several_asics }}", "True"),
    /** The restart policy. */
    AUTO_RESTART(Fields.AUTO_RESTART, "enabled", "disabled"),
    /** Whether the start waits for the ports. */
    DELAYED(Fields.DELAYED, "True", "False"),
    /** A field that the daemon has no use for. */
    OWNER("set_owner", "local", "kube");

    private final String text;
    private final ImmutableList<String> values;

    Field(String text, String... values) {
      this.text = text;
      this.values = ImmutableList.copyOf(values);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** What a row wants, by itself. */
  enum Wanted {
    /** There is no row, or one that is nobody's. */
    NOTHING,
    ENABLED,
    DISABLED,
    UNCLEAR
  }

  private static final ImmutableList<Field> FIELDS = ImmutableList.copyOf(Field.values());
  private static final Device ONE_ASIC = new Device(1, 0, false);
  private static final Device SEVERAL_ASICS = new Device(2, 0, false);
  private static final ConfigRow[] ALL = all();
  private static final ImmutableMap<RowContent, ConfigRow> BY_CONTENT = byContent();

  /** No row. */
  public static final ConfigRow NONE = ALL[0];

  private final int code;
  private final Row row;
  private final RenderedRow onOneAsic;
  private final RenderedRow onSeveralAsics;
  private final Wanted wanted;

  private ConfigRow(int code) {
    this.code = code;
    ImmutableSortedMap.Builder<String, String> fields = ImmutableSortedMap.naturalOrder();
    int rest = code;
    for (Field field : FIELDS) {
      int value = rest % (field.values.size() + 1);
      rest /= field.values.size() + 1;
      if (value > 0) {
        fields.put(field.text, field.values.get(value - 1));
      }
    }
    this.row = new Row(fields.buildOrThrow());
    this.onOneAsic = rendered(row, ONE_ASIC);
    this.onSeveralAsics = rendered(row, SEVERAL_ASICS);
    this.wanted = wanted(onOneAsic);
  }

  private static RenderedRow rendered(Row row, Device device) {
    ImmutableMap<String, String> templates =
        ImmutableMap.of(
            "{{ wanted }}",
            "enabled",
            "{{ several_asics }}",
            device.asics() > 1 ? "True" : "False");
    return RenderedRow.of(row, template -> new Rendering.Text(templates.get(template)), device);
  }

  private static Wanted wanted(RenderedRow rendered) {
    return WishReader.read(new FeatureName("any"), rendered, Optional.empty())
        .map(
            wish ->
                wish instanceof Wish.Clear clear
                    ? clear.state().enabled() ? Wanted.ENABLED : Wanted.DISABLED
                    : Wanted.UNCLEAR)
        .orElse(Wanted.NOTHING);
  }

  private static ConfigRow[] all() {
    int count = 1;
    for (Field field : FIELDS) {
      count *= field.values.size() + 1;
    }
    ConfigRow[] all = new ConfigRow[count];
    for (int code = 0; code < count; code++) {
      all[code] = new ConfigRow(code);
    }
    return all;
  }

  private static ImmutableMap<RowContent, ConfigRow> byContent() {
    ImmutableMap.Builder<RowContent, ConfigRow> rows = ImmutableMap.builder();
    for (ConfigRow row : ALL) {
      rows.put(row.row, row);
    }
    return rows.buildOrThrow();
  }

  /**
   * A row of these fields, given as fields and values in turn.
   *
   * @throws IllegalArgumentException if the model has no such row
   */
  public static ConfigRow of(String... fieldsAndValues) {
    ImmutableMap.Builder<String, String> fields = ImmutableMap.builder();
    for (int i = 0; i < fieldsAndValues.length; i += 2) {
      fields.put(fieldsAndValues[i], fieldsAndValues[i + 1]);
    }
    return of(Row.of(fields.buildOrThrow()));
  }

  static ConfigRow of(RowContent content) {
    return Optional.ofNullable(BY_CONTENT.get(content))
        .orElseThrow(() -> new IllegalArgumentException("no row of the model: " + content));
  }

  /** This row with one value replaced or added; an empty value removes the field. */
  public ConfigRow with(Field field, String value) {
    int place = 1;
    for (int i = 0; i < FIELDS.indexOf(field); i++) {
      place *= FIELDS.get(i).values.size() + 1;
    }
    int index = value.isEmpty() ? 0 : field.values.indexOf(value) + 1;
    if (!value.isEmpty() && index == 0) {
      throw new IllegalArgumentException("no value of the model: " + field + "=" + value);
    }
    return ALL[code + (index - indexOf(field)) * place];
  }

  private int indexOf(Field field) {
    int rest = code;
    for (int i = 0; i < FIELDS.indexOf(field); i++) {
      rest /= FIELDS.get(i).values.size() + 1;
    }
    return rest % (field.values.size() + 1);
  }

  /** The value of a field; empty if the row does not have it. */
  public String value(Field field) {
    int index = indexOf(field);
    return index == 0 ? "" : field.values.get(index - 1);
  }

  /** This row with all fields of another one over it, as HSET does it. */
  ConfigRow over(ConfigRow written) {
    ConfigRow result = this;
    for (Field field : FIELDS) {
      if (!written.value(field).isEmpty()) {
        result = result.with(field, written.value(field));
      }
    }
    return result;
  }

  /** Whether there is a row at all. */
  public boolean isThere() {
    return this != NONE;
  }

  /** Whether it wants a state that no user may change. */
  boolean isImmutable() {
    return value(Field.STATE).startsWith("always");
  }

  Row row() {
    return row;
  }

  /** As it is rendered on a switch. */
  RenderedRow rendered(Circumstances circumstances) {
    return circumstances.severalAsics() ? onSeveralAsics : onOneAsic;
  }

  /** Whether it wants units for each ASIC, where there are several. */
  boolean isOfEachAsic() {
    String value = value(Field.PER_ASIC);
    return value.equals("True") || value.equals("{{ several_asics }}");
  }

  Wanted wanted() {
    return wanted;
  }

  int code() {
    return code;
  }

  @Override
  public String toString() {
    return isThere() ? row.fields().toString() : "no row";
  }
}
