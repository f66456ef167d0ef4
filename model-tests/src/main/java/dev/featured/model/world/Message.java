package dev.featured.model.world;

/**
 * What a step sends, in a few words: the arrow of a picture. A step within one party is a message
 * to itself.
 *
 * @param from who sends it
 * @param to who gets it
 * @param kind how it goes
 * @param text what it says
 */
public record Message(Party from, Party to, Kind kind, String text) {
  /** How a message goes. */
  public enum Kind {
    /** Something is asked for, or done. */
    CALL,
    /** An answer, or a notification. */
    ANSWER,
    /** What was sent does not arrive. */
    LOST
  }

  static Message call(Party from, Party to, String text) {
    return new Message(from, to, Kind.CALL, text);
  }

  static Message answer(Party from, Party to, String text) {
    return new Message(from, to, Kind.ANSWER, text);
  }

  static Message lost(Party from, Party to, String text) {
    return new Message(from, to, Kind.LOST, text);
  }

  static Message within(Party party, String text) {
    return new Message(party, party, Kind.CALL, text);
  }
}
