package dev.featured.adapters.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import dev.featured.adapters.device.Chassis;
import dev.featured.adapters.device.Complaint;
import dev.featured.adapters.device.DeviceFacts;
import dev.featured.adapters.device.Fact;
import java.util.Optional;

/**
 * What is known of the device, for a person or a program to read.
 *
 * <p>The JSON has {@code facts}, by name an object of {@code value} and {@code from}, both null
 * where nothing is known; {@code device_metadata}, whether it was {@code read} and otherwise what
 * the {@code problem} was; and {@code complaints}, each with {@code about} and {@code problem}.
 *
 * @param facts what is known
 * @param metadataProblem why DEVICE_METADATA is not among what is known, if it is not
 */
record FactsReport(DeviceFacts facts, Optional<String> metadataProblem) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /**
   * One fact in both languages.
   *
   * @param label for a person
   * @param key for a program
   * @param text its value, for a person
   * @param value its value, for a program
   * @param source where it comes from
   */
  private record Entry(
      String label, String key, String text, JsonNode value, Optional<String> source) {}

  private ImmutableList<Entry> entries() {
    return ImmutableList.of(
        name("platform", "platform", facts.platform()),
        name("platform folder", "platform_folder", facts.platformFolder()),
        count("ASICs", "asic_count", facts.asicCount()),
        count("DPUs", "dpu_count", facts.dpuCount()),
        flag("is a DPU", "is_dpu", facts.dpu()),
        chassis(facts.chassis()),
        flag("MACsec", "macsec_supported", facts.macsecSupported()),
        flag("ethernet ports", "ethernet_ports_present", facts.ethernetPortsPresent()),
        name("ASIC type", "asic_type", facts.asicType()),
        name("device type", "device_type", facts.deviceType()));
  }

  private static Entry name(String label, String key, Optional<Fact<String>> fact) {
    return new Entry(
        label,
        key,
        fact.map(Fact::value).orElse("unknown"),
        fact.<JsonNode>map(known -> JSON.textNode(known.value())).orElse(JSON.nullNode()),
        fact.map(Fact::source));
  }

  private static Entry count(String label, String key, Fact<Integer> fact) {
    return new Entry(
        label,
        key,
        fact.value().toString(),
        JSON.numberNode(fact.value().intValue()),
        Optional.of(fact.source()));
  }

  private static Entry flag(String label, String key, Fact<Boolean> fact) {
    return new Entry(
        label,
        key,
        fact.value() ? "yes" : "no",
        JSON.booleanNode(fact.value()),
        Optional.of(fact.source()));
  }

  private static Entry chassis(Fact<Optional<Chassis>> fact) {
    return new Entry(
        "chassis",
        "chassis",
        fact.value()
            .map(module -> module.moduleType().text() + ", " + module.chassisType().text())
            .orElse("none"),
        fact.value().map(FactsReport::module).orElse(JSON.nullNode()),
        Optional.of(fact.source()));
  }

  private static JsonNode module(Chassis module) {
    return JSON.objectNode()
        .put("module_type", module.moduleType().text())
        .put("chassis_type", module.chassisType().text());
  }

  /** For a person. */
  ImmutableList<String> lines() {
    ImmutableList.Builder<ImmutableList<String>> rows = ImmutableList.builder();
    rows.add(ImmutableList.of("FACT", "VALUE", "FROM"));
    for (Entry entry : entries()) {
      rows.add(
          ImmutableList.of(
              entry.label(),
              Printable.of(entry.text()),
              entry.source().map(Printable::of).orElse("")));
    }
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    lines.addAll(Columns.of(rows.build()));
    metadataProblem.ifPresent(problem -> lines.add("", "DEVICE_METADATA is not read: " + problem));
    if (!facts.complaints().isEmpty()) {
      lines.add("", "Complaints:");
      facts.complaints().forEach(complaint -> lines.add("  " + Printable.of(complaint.toString())));
    }
    return lines.build();
  }

  /** For a program. */
  JsonNode json() {
    ObjectNode known = JSON.objectNode();
    for (Entry entry : entries()) {
      ObjectNode fact = known.putObject(entry.key());
      fact.set("value", entry.value());
      fact.put("from", entry.source().orElse(null));
    }
    ObjectNode metadata = JSON.objectNode().put("read", metadataProblem.isEmpty());
    metadataProblem.ifPresent(problem -> metadata.put("problem", problem));
    ArrayNode complaints = JSON.arrayNode();
    for (Complaint complaint : facts.complaints()) {
      complaints.addObject().put("about", complaint.file()).put("problem", complaint.problem());
    }
    ObjectNode report = JSON.objectNode();
    report.set("facts", known);
    report.set("device_metadata", metadata);
    report.set("complaints", complaints);
    return report;
  }
}
