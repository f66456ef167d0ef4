package dev.featured.engine.queue;

import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Pieces of work in order, at most one for each key; immutable. However much comes in about few
 * keys, a queue does not grow beyond them.
 *
 * <p>A newer piece takes the place of the older one for its key, either where that stands or at the
 * end. Who has to do older work first chooses the former; who must see everything that was asked
 * for before the newest piece, the latter.
 *
 * @param <K> what pieces are about; with a meaningful {@code equals}
 * @param <V> the pieces
 */
public final class WorkQueue<K, V> {
  private static final WorkQueue<?, ?> EMPTY = new WorkQueue<>(new Object[0], new Object[0]);

  private final Object[] keys;
  private final Object[] pieces;

  private WorkQueue(Object[] keys, Object[] pieces) {
    this.keys = keys;
    this.pieces = pieces;
  }

  /** No work. */
  @SuppressWarnings("unchecked") // nothing is in it
  public static <K, V> WorkQueue<K, V> empty() {
    return (WorkQueue<K, V>) EMPTY;
  }

  /** How many pieces there are. */
  public int size() {
    return keys.length;
  }

  /** Whether there is no work. */
  public boolean isEmpty() {
    return keys.length == 0;
  }

  /**
   * The key of a piece.
   *
   * @param index its place, from 0 on
   * @throws NoSuchElementException if there are not so many
   */
  @SuppressWarnings("unchecked") // only keys were put there
  public K key(int index) {
    return (K) keys[checked(index)];
  }

  /**
   * A piece.
   *
   * @param index its place, from 0 on
   * @throws NoSuchElementException if there are not so many
   */
  @SuppressWarnings("unchecked") // only pieces were put there
  public V piece(int index) {
    return (V) pieces[checked(index)];
  }

  private int checked(int index) {
    if (index >= keys.length) {
      throw new NoSuchElementException("no piece of work at " + index + " of " + keys.length);
    }
    return index;
  }

  /** The piece for a key. */
  public Optional<V> get(K key) {
    int index = find(key);
    return index < 0 ? Optional.empty() : Optional.of(piece(index));
  }

  /** Whether there is a piece for a key. */
  public boolean has(K key) {
    return find(key) >= 0;
  }

  /** With this piece in the place of the older one for its key, or at the end if there is none. */
  public WorkQueue<K, V> put(K key, V piece) {
    int index = find(key);
    return index < 0 ? plus(key, piece) : replaced(index, piece);
  }

  /** With this piece at the end; the older one for its key goes. */
  public WorkQueue<K, V> putLast(K key, V piece) {
    int index = find(key);
    return (index < 0 ? this : without(index)).plus(key, piece);
  }

  /** Without the piece for a key. */
  public WorkQueue<K, V> without(K key) {
    int index = find(key);
    return index < 0 ? this : without(index);
  }

  /** Each piece becomes another. */
  public WorkQueue<K, V> mapped(UnaryOperator<V> change) {
    Object[] changed = new Object[pieces.length];
    for (int i = 0; i < pieces.length; i++) {
      changed[i] = change.apply(piece(i));
    }
    return new WorkQueue<>(keys, changed);
  }

  private int find(K key) {
    for (int i = 0; i < keys.length; i++) {
      if (keys[i].equals(key)) {
        return i;
      }
    }
    return -1;
  }

  private WorkQueue<K, V> plus(K key, V piece) {
    Object[] moreKeys = Arrays.copyOf(keys, keys.length + 1);
    Object[] morePieces = Arrays.copyOf(pieces, pieces.length + 1);
    moreKeys[keys.length] = key;
    morePieces[pieces.length] = piece;
    return new WorkQueue<>(moreKeys, morePieces);
  }

  private WorkQueue<K, V> replaced(int index, V piece) {
    Object[] changed = pieces.clone();
    changed[index] = piece;
    return new WorkQueue<>(keys, changed);
  }

  private WorkQueue<K, V> without(int index) {
    return new WorkQueue<>(without(keys, index), without(pieces, index));
  }

  private static Object[] without(Object[] all, int index) {
    Object[] fewer = Arrays.copyOf(all, all.length - 1);
    System.arraycopy(all, index + 1, fewer, index, fewer.length - index);
    return fewer;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WorkQueue<?, ?> queue
        && Arrays.equals(keys, queue.keys)
        && Arrays.equals(pieces, queue.pieces);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(keys) + Arrays.hashCode(pieces);
  }

  @Override
  public String toString() {
    return Arrays.toString(pieces);
  }
}
