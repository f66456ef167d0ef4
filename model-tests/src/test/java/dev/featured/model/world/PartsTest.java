package dev.featured.model.world;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.SetMultimap;
import com.google.common.collect.Sets;
import com.google.common.primitives.ImmutableLongArray;
import dev.featured.engine.core.BarrierId;
import dev.featured.engine.core.OperationId;
import dev.featured.engine.core.RegistrationId;
import dev.featured.engine.core.Remembered;
import dev.featured.engine.queue.WorkQueue;
import dev.featured.model.explore.Script;
import dev.featured.model.subjects.Settings;
import dev.featured.model.subjects.Subjects;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nothing that makes a difference is forgotten by what is made of the parts: the fingerprint, the
 * packing, the text and the renumbering. No part and no component is named here.
 */
class PartsTest {
  private static final int STEPS = 2_000;
  private static final String MODEL = World.class.getPackageName();

  private static final ImmutableList<World> WORLDS = worlds();

  private static Setting setting(String name) {
    return Settings.named(name, Subjects.SHIPPED);
  }

  /** Goes a random way, and begins anew where it ends. */
  private static void walk(Setting setting, Consumer<World> visitor) {
    Random random = new Random(20261122);
    Choices choices = new Choices(setting);
    World first = World.begin(setting);
    World world = first;
    for (int i = 0; i < STEPS; i++) {
      visitor.accept(world);
      int count = choices.of(world).count();
      world = count == 0 ? first : Move.happen(world, choices.get(random.nextInt(count))).next();
    }
  }

  private static ImmutableList<World> worlds() {
    ImmutableList.Builder<World> worlds = ImmutableList.builder();
    Stream.of(
            "crowd",
            "crowd-of-two",
            "crowd-of-namespaces",
            "crashes-and-namespaces",
            "namespace-trace",
            "restarts")
        .forEach(name -> walk(setting(name), worlds::add));
    return worlds.add(withABarrierOnItsWay()).build();
  }

  /** Few walks get there. */
  private static World withABarrierOnItsWay() {
    return Script.of(setting("renewed"))
        .rest()
        .then(Move.EDIT_0)
        .until(
            world ->
                world.notices().stream().anyMatch(notice -> notice.kind() == Notice.Kind.BARRIER))
        .world();
  }

  /** The values of a part that were met, each once. */
  private static <T> Collection<Part.Kept<T>> met(Part<T> part) {
    Map<Long, Part.Kept<T>> values = new HashMap<>();
    WORLDS.forEach(
        world -> {
          Part.Kept<T> kept = world.kept(part);
          values.putIfAbsent(kept.print(), kept);
        });
    return values.values();
  }

  @Test
  void whateverIsDeclaredIsAPartOfTheWorld() throws IllegalAccessException {
    List<Part<?>> declared = new ArrayList<>();
    for (Field field : Parts.class.getDeclaredFields()) {
      if (field.getType() == Part.class) {
        declared.add((Part<?>) field.get(null));
      }
    }

    assertThat(Parts.ALL).isEqualTo(declared);
    assertThat(Parts.ALL).extracting(Part::name).doesNotHaveDuplicates();
    for (int i = 0; i < Parts.ALL.size(); i++) {
      assertThat(Parts.ALL.get(i).index()).isEqualTo(i);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"crowd", "crowd-of-two", "crowd-of-namespaces", "namespace-any"})
  void aWorldThatIsPackedComesOutAsItWentIn(String name) {
    Setting setting = setting(name);
    Packing packing = new Packing(World.begin(setting));
    walk(
        setting,
        world -> {
          ImmutableLongArray.Builder numbers = ImmutableLongArray.builder();
          packing.pack(world, numbers::add);
          Iterator<Long> packed = numbers.build().asList().iterator();

          World unpacked = packing.unpack(packed::next);

          assertThat(packed).isExhausted();
          assertThat(unpacked.fingerprint()).isEqualTo(world.fingerprint());
          for (Part<?> part : Parts.ALL) {
            Object value = unpacked.get(part);
            assertThat(value).as(part.name()).isEqualTo(world.get(part));
          }
        });
  }

  @Test
  void theFingerprintThatStepsCarryOnIsTheOneOfAllParts() {
    WORLDS.forEach(
        world -> {
          long sum = 0;
          for (Part<?> part : Parts.ALL) {
            sum += keptAnew(part, world).print();
          }
          assertThat(world.fingerprint()).isEqualTo(sum);
        });
  }

  private static <T> Part.Kept<T> keptAnew(Part<T> part, World world) {
    return part.kept(world.get(part));
  }

  /** Two values of one part have one print if and only if they are equal. */
  @Test
  void valuesThatDifferHaveOtherPrints() {
    for (Part<?> part : Parts.ALL) {
      Map<List<Object>, Long> prints = new HashMap<>();
      WORLDS.forEach(world -> prints.put(listOf(world.get(part)), world.kept(part).print()));
      assertThat(prints.values()).as(part.name()).doesNotHaveDuplicates();
    }
  }

  /** Arrays as lists, so that they are equal if their elements are. */
  private static List<Object> listOf(Object value) {
    if (value instanceof int[] numbers) {
      return List.of(Arrays.toString(numbers));
    }
    if (value instanceof boolean[] bits) {
      return List.of(Arrays.toString(bits));
    }
    return value instanceof Object[] array ? Arrays.asList(array) : List.of(value);
  }

  /** Each component of each record that worlds are made of, with whatever else it may be. */
  @Test
  void aRecordThatDiffersInOneComponentHasAnotherPrint() throws ReflectiveOperationException {
    Map<Class<?>, Object> records = new HashMap<>();
    SetMultimap<String, Object> byType = HashMultimap.create();
    for (Part<?> part : Parts.ALL) {
      for (Part.Kept<?> kept : met(part)) {
        everythingIn(
            kept.value(),
            value -> {
              if (value instanceof Record) {
                records.put(value.getClass(), value);
              }
              for (RecordComponent component : componentsOf(value)) {
                byType.put(component.getGenericType().getTypeName(), valueOf(value, component));
              }
            });
      }
    }
    Set<String> constant = new LinkedHashSet<>();
    for (Object record : records.values()) {
      RecordComponent[] components = componentsOf(record);
      for (int i = 0; i < components.length; i++) {
        Set<Object> others = byType.get(components[i].getGenericType().getTypeName());
        if (!differs(record, i, others) && record.getClass().getName().startsWith(MODEL)) {
          constant.add(record.getClass().getSimpleName() + "." + components[i].getName());
        }
      }
    }

    assertThat(records.keySet()).contains(Worker.class, LifecycleRow.class, Namespace.class);
    // There is but one trace to remove, and no random way comes upon an orphan, or the removal of a
    // trace, in a namespace.
    assertThat(constant)
        .as("components of which but one value was met")
        .isSubsetOf(
            "RemoveTrace.command", "Namespace.watch", "Namespace.orphan", "Namespace.orphanWatch");
  }

  /** Whether there was another value of this component to try. */
  private static boolean differs(Object record, int index, Set<Object> others)
      throws ReflectiveOperationException {
    RecordComponent[] components = componentsOf(record);
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Constructor<?> constructor = record.getClass().getDeclaredConstructor(types);
    constructor.setAccessible(true);
    Object[] values = Arrays.stream(components).map(each -> valueOf(record, each)).toArray();
    Object own = values[index];
    for (Object other : Sets.difference(others, ImmutableSet.of(own))) {
      values[index] = other;
      try {
        assertThat(Fingerprint.of(constructor.newInstance(values)))
            .as(components[index] + " of " + record)
            .isNotEqualTo(Fingerprint.of(record));
        return true;
      } catch (InvocationTargetException e) {
        assertThat(e).hasCauseInstanceOf(IllegalArgumentException.class); // no such record
      }
    }
    return false;
  }

  private static RecordComponent[] componentsOf(Object value) {
    return value instanceof Record
        ? value.getClass().getRecordComponents()
        : new RecordComponent[0];
  }

  private static Object valueOf(Object record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static Object valueOf(Object owner, Field field) {
    try {
      field.setAccessible(true);
      return field.get(owner);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  /** No identity hides anywhere in a part that is said to have none, or others. */
  @Test
  void allIdentitiesAreKnownAndAreRenumbered() {
    Set<String> met = new LinkedHashSet<>();
    for (Part<?> part : Parts.ALL) {
      if (!part.equals(Parts.REGISTRY)) {
        checkIdentities(part, met);
      }
    }

    assertThat(met)
        .isEqualTo(
            Parts.WITH_IDENTITIES.stream()
                .filter(part -> !part.equals(Parts.REGISTRY))
                .map(Part::name)
                .collect(toImmutableSet()));
  }

  private static <T> void checkIdentities(Part<T> part, Set<String> met) {
    for (Part.Kept<T> kept : met(part)) {
      Set<Long> there = identitiesIn(kept.value());
      assertThat(bits(kept.ids())).as(part.name()).isEqualTo(there);
      Set<Long> renumbered = identitiesIn(part.identities().renumbered(kept.value(), id -> id + 7));
      assertThat(renumbered)
          .as(part.name())
          .isEqualTo(there.stream().map(id -> id + 7).collect(toImmutableSet()));
      if (!there.isEmpty()) {
        met.add(part.name());
      }
    }
  }

  /** Zero is nobody's. */
  private static Set<Long> identitiesIn(Object value) {
    Set<Long> identities = new LinkedHashSet<>();
    everythingIn(
        value,
        each -> {
          if (each instanceof OperationId id) {
            identities.add(id.value());
          } else if (each instanceof RegistrationId id) {
            identities.add(id.value());
          } else if (each instanceof BarrierId id) {
            identities.add(id.value());
          } else if (each instanceof Notice notice) {
            identities.add(notice.barrier());
          }
        });
    return Sets.difference(identities, ImmutableSet.of(0L)).immutableCopy();
  }

  private static Set<Long> bits(long bits) {
    ImmutableSet.Builder<Long> set = ImmutableSet.builder();
    for (long i = 0; i < Long.SIZE; i++) {
      if ((bits >> i & 1) != 0) {
        set.add(i);
      }
    }
    return set.build();
  }

  private static void everythingIn(Object value, Consumer<Object> consumer) {
    consumer.accept(value);
    for (RecordComponent component : componentsOf(value)) {
      everythingIn(valueOf(value, component), consumer);
    }
    if (value instanceof Remembered || value instanceof WorkQueue) {
      Arrays.stream(value.getClass().getDeclaredFields())
          .filter(field -> !Modifier.isStatic(field.getModifiers()))
          .forEach(field -> everythingIn(valueOf(value, field), consumer));
    } else if (value instanceof Object[] array) {
      Arrays.stream(array).forEach(element -> everythingIn(element, consumer));
    } else if (value instanceof Optional<?> optional) {
      optional.ifPresent(content -> everythingIn(content, consumer));
    } else if (value instanceof Iterable<?> elements) {
      elements.forEach(element -> everythingIn(element, consumer));
    } else if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, element) -> {
            everythingIn(key, consumer);
            everythingIn(element, consumer);
          });
    }
  }

  @Test
  void aWorldPrintsAllItsParts() {
    String text = World.begin(Settings.small(Subjects.SHIPPED)).toString();

    assertThat(text.lines()).hasSameSizeAs(Parts.ALL);
    Parts.ALL.forEach(part -> assertThat(text).contains(part.name() + "=["));
  }
}
