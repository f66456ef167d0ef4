package dev.featured.adapters.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.featured.engine.feature.Rendering;
import dev.featured.engine.feature.TemplateRenderer;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeviceTemplatesTest {
  private static final ImmutableMap<String, DeviceTemplates> DEVICES =
      Device.all().stream().collect(ImmutableMap.toImmutableMap(Device::name, Device::templates));

  static Stream<Arguments> templatesOnDevices() {
    return CorpusEntry.all().stream()
        .flatMap(
            entry ->
                DEVICES.keySet().stream()
                    .map(device -> Arguments.of(entry.title(), device, entry)));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("templatesOnDevices")
  void aTemplateRendersAsJinja2RendersIt(String title, String device, CorpusEntry entry) {
    assertThat(CorpusEntry.text(DEVICES.get(device).render(entry.template())))
        .isEqualTo(entry.results().get(device));
  }

  @Test
  void theCorpusIsAsLargeAsItIsMeantToBe() {
    List<CorpusEntry> entries = CorpusEntry.all();

    assertThat(entries).hasSizeGreaterThanOrEqualTo(40);
    assertThat(DEVICES).hasSizeGreaterThanOrEqualTo(8);
    assertThat(entries)
        .extracting(entry -> entry.title().substring(0, entry.title().indexOf(':')))
        .contains("state", "delayed", "has_global_scope", "has_per_asic_scope");
    assertThat(entries)
        .allSatisfy(entry -> assertThat(entry.results().keySet()).isEqualTo(DEVICES.keySet()));
  }

  @Test
  void aRefusalSaysInOneLineWhatIsWrong() {
    DeviceTemplates tor = DEVICES.get("tor");

    assertThat(
            List.of(
                tor.render("{{ DEVICE_METDATA['localhost'] }}"),
                tor.render("{{ DEVICE_METADATA['lo\ncal']['type'] }}"),
                tor.render("{{ DEVICE_METADATA.localhost.type.name }}"),
                tor.render("{{ DEVICE_METADATA }}"),
                tor.render("{% if DEVICE_METADATA == DEVICE_METADATA %}{% endif %}"),
                tor.render("{% if 'a' in true %}{% endif %}"),
                tor.render("{% unless true %}{% endunless %}"),
                tor.render("{{ 'x' | lower }}"),
                tor.render("{{ 'x' is frob }}"),
                tor.render("{{ x == }}"),
                tor.render("{{ x y }}"),
                tor.render("{{ len(x) }}"),
                tor.render("{% if x %}")))
        .extracting(refused -> ((Rendering.Refused) refused).reason())
        .containsExactly(
            "'DEVICE_METDATA' is undefined",
            "'DEVICE_METADATA[\"lo\\u000acal\"]' is undefined",
            "'DEVICE_METADATA[\"localhost\"][\"type\"]' is no mapping",
            "a mapping or a list cannot be printed",
            "mappings and lists cannot be compared",
            "'in' needs a list, a text in a text, or a key in a mapping",
            "there is no tag 'unless'",
            "an expression cannot use '|'",
            "there is no test 'frob'",
            "an expression ends too early",
            "an expression cannot go on with 'y'",
            "'len' is called; nothing can be called",
            "an 'if' has no 'endif'");
  }

  @Test
  void aRefusalLeavesNothingBehind() {
    DeviceTemplates tor = DEVICES.get("tor");

    tor.render("{{ nobody.type }}");

    assertThat(tor.render("{{ DEVICE_METADATA.localhost.type }}"))
        .isEqualTo(new Rendering.Text("ToRRouter"));
  }

  @Test
  void theLibraryIsLoadedByTheFirstTemplateAndNotBefore() throws Exception {
    ClassLoader usual = Thread.currentThread().getContextClassLoader();
    try (RecordingLoader loader = new RecordingLoader()) {
      TemplateRenderer templates = (TemplateRenderer) loader.make("voq-linecard");

      assertThat(loader.loadedOfLibrary()).isEmpty();

      Thread.currentThread().setContextClassLoader(loader);
      templates.render("{{ 'enabled' }}");

      assertThat(loader.loadedOfLibrary()).contains("com.hubspot.jinjava.Jinjava");
    } finally {
      Thread.currentThread().setContextClassLoader(usual);
    }
  }

  /**
   * Loads this module's classes and the library's anew, and remembers which. Only what both sides
   * must have in common is shared.
   */
  private static final class RecordingLoader extends URLClassLoader {
    private final Set<String> loaded = ConcurrentHashMap.newKeySet();

    RecordingLoader() {
      super(classPath(), RecordingLoader.class.getClassLoader());
    }

    private static URL[] classPath() {
      return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
          .map(
              entry -> {
                try {
                  return Path.of(entry).toUri().toURL();
                } catch (MalformedURLException e) {
                  throw new IllegalStateException(e);
                }
              })
          .toArray(URL[]::new);
    }

    Object make(String device) throws ReflectiveOperationException {
      var make = loadClass(Device.class.getName()).getDeclaredMethod("named", String.class);
      make.setAccessible(true);
      Object made = make.invoke(null, device);
      var templates = made.getClass().getDeclaredMethod("templates");
      templates.setAccessible(true);
      return templates.invoke(made);
    }

    Set<String> loadedOfLibrary() {
      return ImmutableSet.copyOf(loaded.stream().filter(name -> name.contains("jinjava")).toList());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      boolean ours = name.startsWith("dev.featured.adapters.") || name.contains("jinjava");
      if (!ours) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> found = findLoadedClass(name);
        loaded.add(name);
        return found == null ? findClass(name) : found;
      }
    }
  }
}
