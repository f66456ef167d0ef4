package dev.featured.adapters.device;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableMap;
import dev.featured.engine.feature.Rendering;
import dev.featured.engine.feature.TemplateRenderer;

/**
 * Renders the templates of FEATURE rows as Jinja2 does, over what is known of the device (SPEC
 * section 2): {@code DEVICE_METADATA}, the whole table, and {@code DEVICE_RUNTIME_METADATA} with
 * {@code ETHERNET_PORTS_PRESENT}, {@code MACSEC_SUPPORTED} and, on a chassis, {@code
 * CHASSIS_METADATA}.
 *
 * <p>A template may hold {@code if}, {@code elif}, {@code else}, {@code endif}, comments and
 * printed expressions; an expression may use {@code and}, {@code or}, {@code not}, {@code ==},
 * {@code !=}, {@code in}, {@code not in}, {@code is [not] defined}, {@code undefined}, {@code
 * true}, {@code false} and {@code in}, {@code mapping['key']}, {@code mapping.key}, lists,
 * parentheses and {@code a if b else c}. Everything else is refused. What Jinja2 calls undefined is
 * empty and false; a field of something undefined is refused, where Jinja2 fails.
 *
 * <p>A template has at most 16384 characters and its result at most 4096. The time it takes is
 * bounded by its length.
 *
 * <p>The template library takes 0.1 s to load, which a switch that needs no template does not pay:
 * it is loaded when the first one is rendered. May be used by several threads, which take turns.
 */
public final class DeviceTemplates implements TemplateRenderer {
  private final Supplier<Sandbox> sandbox;

  /**
   * Renders over one device.
   *
   * @param facts what the switch's files say
   * @param metadata the rows of DEVICE_METADATA by key, such as {@code localhost}
   */
  public DeviceTemplates(
      DeviceFacts facts, ImmutableMap<String, ImmutableMap<String, String>> metadata) {
    ImmutableMap<String, Object> tables =
        ImmutableMap.of("DEVICE_METADATA", metadata, "DEVICE_RUNTIME_METADATA", runtime(facts));
    this.sandbox = Suppliers.memoize(() -> new Sandbox(tables));
  }

  @Override
  public synchronized Rendering render(String template) {
    return sandbox.get().render(template);
  }

  private static ImmutableMap<String, Object> runtime(DeviceFacts facts) {
    ImmutableMap.Builder<String, Object> runtime = ImmutableMap.builder();
    facts
        .chassis()
        .value()
        .ifPresent(
            chassis ->
                runtime.put(
                    "CHASSIS_METADATA",
                    ImmutableMap.of(
                        "module_type", chassis.moduleType().text(),
                        "chassis_type", chassis.chassisType().text())));
    return runtime
        .put("ETHERNET_PORTS_PRESENT", facts.ethernetPortsPresent().value())
        .put("MACSEC_SUPPORTED", facts.macsecSupported().value())
        .buildOrThrow();
  }
}
