package dev.featured.adapters.device;

import com.google.common.collect.ImmutableList;
import java.util.List;
import jinjava.de.odysseus.el.tree.Bindings;
import jinjava.de.odysseus.el.tree.impl.ast.AstNode;
import jinjava.de.odysseus.el.tree.impl.ast.AstRightValue;
import jinjava.javax.el.ELContext;

/** One operation of an expression, over its parts. */
final class Term extends AstRightValue {
  /** How a term's value follows from its parts, which it asks for only as far as it needs them. */
  @FunctionalInterface
  interface Meaning {
    Object of(Values values);
  }

  /** The parts' values, worked out when asked for. */
  @FunctionalInterface
  interface Values {
    Object get(int part);
  }

  private final String format;
  private final ImmutableList<AstNode> parts;
  private final Meaning meaning;

  /**
   * Makes a term.
   *
   * @param format how it is written, a {@code %s} for each part
   */
  Term(String format, Meaning meaning, List<AstNode> parts) {
    this.format = format;
    this.meaning = meaning;
    this.parts = ImmutableList.copyOf(parts);
  }

  Term(String format, Meaning meaning, AstNode... parts) {
    this(format, meaning, ImmutableList.copyOf(parts));
  }

  @Override
  public Object eval(Bindings bindings, ELContext context) {
    return meaning.of(part -> parts.get(part).eval(bindings, context));
  }

  @Override
  public int getCardinality() {
    return parts.size();
  }

  @Override
  public AstNode getChild(int part) {
    return parts.get(part);
  }

  @Override
  public void appendStructure(StringBuilder structure, Bindings bindings) {
    structure.append(this);
  }

  @Override
  public String toString() {
    return String.format(format, parts.toArray());
  }
}
