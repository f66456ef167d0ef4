package dev.featured.adapters.device;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RandomFilesTest {
  private static final ImmutableList<String> FILES =
      ImmutableList.of(
          "host/machine.conf",
          "etc/sonic/sonic_version.yml",
          "usr/share/sonic/platform/asic.conf",
          "usr/share/sonic/platform/platform_env.conf",
          "usr/share/sonic/platform/platform.json");

  @Property(tries = 300)
  void whateverTheFilesHoldIsFactsAndComplaintsOfOneLine(
      @ForAll("contents") byte[] content, @ForAll("fields") String field) throws IOException {
    Path root = Files.createTempDirectory("device");
    try {
      for (String file : FILES) {
        Files.createDirectories(root.resolve(file).getParent());
        Files.write(root.resolve(file), content);
      }

      DeviceFacts facts =
          new DeviceFactsReader(root, ImmutableMap.of())
              .read(
                  ImmutableMap.of(
                      "localhost", ImmutableMap.of("hwsku", field, "switch_type", "voq")));

      assertThat(facts.asicCount().value()).isBetween(1, PlatformFolder.MAX_COUNT);
      assertThat(facts.complaints().stream().map(Complaint::toString))
          .doesNotHaveDuplicates()
          .allSatisfy(
              complaint ->
                  assertThat(complaint).hasSizeLessThan(400).doesNotContainPattern("\\p{Cntrl}"));
    } finally {
      MoreFiles.deleteRecursively(root, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  @Provide
  Arbitrary<byte[]> contents() {
    Arbitrary<String> likely =
        Arbitraries.of(
                "NUM_ASIC=",
                "supervisor=1\n",
                "asic_type: ",
                "{",
                "}",
                "\"DPUS\":",
                "[",
                "*a",
                "&a",
                "!!java.net.URL ",
                "- ",
                "\n",
                "\t",
                ": ",
                "\"",
                "1",
                "onie_platform=",
                "\u0000",
                "%",
                "@",
                "|",
                "---\n",
                "#")
            .list()
            .ofMaxSize(12)
            .map(parts -> String.join("", parts));
    return Arbitraries.oneOf(
        likely.map(text -> text.getBytes(UTF_8)),
        Arbitraries.bytes().array(byte[].class).ofMaxSize(40));
  }

  @Provide
  Arbitrary<String> fields() {
    return Arbitraries.strings().ofMaxLength(8);
  }
}
