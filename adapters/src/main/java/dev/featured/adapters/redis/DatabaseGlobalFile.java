package dev.featured.adapters.redis;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.featured.engine.feature.Quoted;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The text of a database_global.json. An entry with a {@code container_name} is a DPU's; it has no
 * FEATURE table and is passed over.
 */
final class DatabaseGlobalFile {
  private static final String INCLUDES = "INCLUDES";

  /**
   * One entry.
   *
   * @param at where in the file it stands
   * @param namespace the namespace; empty for the host
   * @param include the database_config.json that it names
   */
  private record Entry(String at, Optional<String> namespace, Path include) {}

  private final JsonFile file;
  private final ImmutableList<Entry> entries;

  private DatabaseGlobalFile(JsonFile file) {
    this.file = file;
    this.entries = entries(file);
  }

  static DatabaseGlobalFile open(Path file) {
    return new DatabaseGlobalFile(JsonFile.open(file));
  }

  private static ImmutableList<Entry> entries(JsonFile file) {
    JsonNode includes = file.root().path(INCLUDES);
    if (!includes.isArray()) {
      throw file.refused(INCLUDES, "a list", includes);
    }
    ImmutableList.Builder<Entry> entries = ImmutableList.builder();
    for (int i = 0; i < includes.size(); i++) {
      String at = INCLUDES + "[" + i + "]";
      JsonNode node = includes.get(i);
      if (!node.isObject()) {
        throw file.refused(at, "an object", node);
      }
      Path include = file.path(node, "include", at);
      if (optionalText(file, node, "container_name", at).isEmpty()) {
        entries.add(
            new Entry(
                at,
                optionalText(file, node, "namespace", at),
                file.file().resolveSibling(include)));
      }
    }
    return entries.build();
  }

  /** A field that may be missing; an empty one says the same. */
  private static Optional<String> optionalText(
      JsonFile file, JsonNode node, String field, String at) {
    boolean none = !node.has(field) || "".equals(node.get(field).textValue());
    return none ? Optional.empty() : Optional.of(file.text(node, field, at));
  }

  /** The host's databases. */
  DatabaseConfig host() {
    ImmutableList<Entry> hosts =
        entries.stream()
            .filter(entry -> entry.namespace().isEmpty())
            .collect(ImmutableList.toImmutableList());
    if (hosts.isEmpty()) {
      throw new DatabaseConfigException(
          file.file() + ": no entry of 'INCLUDES' is the host's, one without 'namespace'");
    }
    if (hosts.size() > 1) {
      throw wrong(hosts.get(1), "is the host's, and so is '" + hosts.get(0).at() + "'");
    }
    return read(hosts.get(0));
  }

  /** Everything, once it is known which databases are the host's. */
  DatabaseGlobal databases(DatabaseConfig host) {
    Map<String, DatabaseConfig> namespaces = new TreeMap<>();
    Map<DatabaseConfig, String> owners = new HashMap<>();
    owners.put(host, "the host");
    for (Entry entry : entries) {
      if (entry.namespace().isPresent()) {
        String namespace = entry.namespace().orElseThrow();
        if (namespaces.containsKey(namespace)) {
          throw wrong(entry, "names the namespace " + Quoted.of(namespace) + " once more");
        }
        DatabaseConfig databases = read(entry);
        String owner = owners.putIfAbsent(databases, "the namespace " + Quoted.of(namespace));
        if (owner != null) {
          throw wrong(
              entry, "gives " + Quoted.of(namespace) + " the same databases as " + owner + " has");
        }
        namespaces.put(namespace, databases);
      }
    }
    return new DatabaseGlobal(host, ImmutableSortedMap.copyOf(namespaces));
  }

  private DatabaseConfig read(Entry entry) {
    try {
      return DatabaseConfig.read(entry.include());
    } catch (DatabaseConfigException e) {
      DatabaseConfigException refused =
          wrong(entry, "names a file that cannot be used: " + e.getMessage());
      refused.initCause(e);
      throw refused;
    }
  }

  private DatabaseConfigException wrong(Entry entry, String what) {
    return new DatabaseConfigException(file.file() + ": '" + entry.at() + "' " + what);
  }
}
