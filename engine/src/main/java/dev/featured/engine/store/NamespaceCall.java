package dev.featured.engine.store;

/**
 * A call of a namespace's desk.
 *
 * @param side whose databases it is for
 * @param call the call
 */
public record NamespaceCall(Side side, Call call) {
  /** Whose databases a call is for. */
  public enum Side {
    /** The host's. */
    HOST,
    /** The namespace's own. */
    HERE
  }

  static NamespaceCall onHost(Call call) {
    return new NamespaceCall(Side.HOST, call);
  }

  static NamespaceCall here(Call call) {
    return new NamespaceCall(Side.HERE, call);
  }
}
