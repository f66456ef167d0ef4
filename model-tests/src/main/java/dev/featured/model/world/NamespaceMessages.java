package dev.featured.model.world;

/** What happens in a namespace, as messages; the words are those of {@link NamespaceSentences}. */
final class NamespaceMessages {
  private NamespaceMessages() {}

  static Message of(World world, int choice) {
    String sentence = NamespaceSentences.of(world, choice);
    String words = sentence.substring(0, sentence.length() - 1);
    return switch (Move.of(choice)) {
      case DELIVER_THERE -> Message.answer(Party.CONFIG_DB, Party.FEATURED, words);
      case LOSE_ANSWER_THERE, AWAY_THERE -> Message.lost(Party.CONFIG_DB, Party.FEATURED, words);
      case EXECUTE_ORPHAN_THERE, REFUSE_THERE -> Message.within(Party.CONFIG_DB, words);
      case DROP_ORPHAN_THERE -> Message.lost(Party.FEATURED, Party.CONFIG_DB, words);
      case PACKAGE_THERE -> Message.call(Party.PACKAGE_MANAGER, Party.CONFIG_DB, words);
      case EDIT_THERE_0, EDIT_THERE_1 -> Message.call(Party.OPERATOR, Party.CONFIG_DB, words);
      case DELETE_THERE, BUILD_THERE, FINISH_THERE ->
          Message.call(Party.WRITER, Party.CONFIG_DB, words);
      case REMOVE_STATE_THERE -> Message.call(Party.WRITER, Party.STATE_DB, words);
      default -> Message.call(Party.FEATURED, Party.CONFIG_DB, words);
    };
  }
}
