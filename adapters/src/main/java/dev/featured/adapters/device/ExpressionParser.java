package dev.featured.adapters.device;

import static jinjava.de.odysseus.el.tree.impl.Scanner.Symbol.COMMA;
import static jinjava.de.odysseus.el.tree.impl.Scanner.Symbol.DOT;
import static jinjava.de.odysseus.el.tree.impl.Scanner.Symbol.IDENTIFIER;
import static jinjava.de.odysseus.el.tree.impl.Scanner.Symbol.LBRACK;
import static jinjava.de.odysseus.el.tree.impl.Scanner.Symbol.LPAREN;
import static jinjava.de.odysseus.el.tree.impl.Scanner.Symbol.RBRACK;
import static jinjava.de.odysseus.el.tree.impl.Scanner.Symbol.RPAREN;
import static jinjava.de.odysseus.el.tree.impl.Scanner.Symbol.STRING;

import com.google.common.collect.ImmutableMap;
import com.hubspot.jinjava.el.ext.ExtendedParser;
import dev.featured.engine.feature.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jinjava.de.odysseus.el.tree.impl.Builder;
import jinjava.de.odysseus.el.tree.impl.Parser;
import jinjava.de.odysseus.el.tree.impl.Scanner.ScanException;
import jinjava.de.odysseus.el.tree.impl.Scanner.Symbol;
import jinjava.de.odysseus.el.tree.impl.ast.AstNode;
import jinjava.de.odysseus.el.tree.impl.ast.AstNull;
import jinjava.de.odysseus.el.tree.impl.ast.AstString;

/**
 * Reads an expression of a FEATURE row's template: Jinja2's grammar, as far as it only asks
 * questions about the device.
 *
 * <p>Jinjava's grammar is not used, for two reasons. It binds {@code not} more tightly than {@code
 * ==} and {@code in}, where Jinja2 binds it less tightly: {@code not 'x' in mapping} would switch
 * off what SONiC switches on. And it holds everything a hostile template needs: calls, filters,
 * arithmetic. Here there is no operation that repeats or grows anything, so an expression costs at
 * most its own length, and none that reaches an object other than the two tables.
 *
 * <pre>
 *   choice     = or { "if" or [ "else" choice ] }
 *   or         = and { "or" and }
 *   and        = negation { "and" negation }
 *   negation   = { "not" } comparison
 *   comparison = test [ ( "==" | "!=" | "in" | "not" "in" ) test ]
 *   test       = path { "is" [ "not" ] ( "defined" | "undefined" | "true" | "false" | "in" path ) }
 *   path       = primary { "." name | "[" choice "]" }
 *   primary    = name | text | whole number | "true" | "false" | "(" choice ")"
 *              | "[" choices "]" | "(" choices ")"
 * </pre>
 */
final class ExpressionParser extends ExtendedParser {
  private static final Term.Meaning EQUAL = v -> PythonValues.equal(v.get(0), v.get(1));
  private static final Term.Meaning UNEQUAL = v -> !PythonValues.equal(v.get(0), v.get(1));
  private static final Term.Meaning IN = v -> PythonValues.contains(v.get(1), v.get(0));
  private static final Term.Meaning NOT_IN = v -> !PythonValues.contains(v.get(1), v.get(0));
  private static final Term.Meaning NOT = v -> !PythonValues.truth(v.get(0));

  private static final ImmutableMap<String, Term.Meaning> TESTS =
      ImmutableMap.of(
          "defined", v -> v.get(0) != null,
          "undefined", v -> v.get(0) == null,
          "true", v -> Boolean.TRUE.equals(v.get(0)),
          "false", v -> Boolean.FALSE.equals(v.get(0)));

  private final ImmutableMap<String, Object> tables;

  private ExpressionParser(
      Builder builder, String expression, ImmutableMap<String, Object> tables) {
    super(builder, expression);
    this.tables = tables;
  }

  /** What Jinjava asks for a parser: expressions over these tables, by their names. */
  static Builder builder(ImmutableMap<String, Object> tables) {
    return new TableBuilder(tables);
  }

  private static final class TableBuilder extends Builder {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // Never serialized; only its superclass says that it can be.
    private final ImmutableMap<String, Object> tables;

    TableBuilder(ImmutableMap<String, Object> tables) {
      this.tables = tables;
    }

    @Override
    protected Parser createParser(String expression) {
      return new ExpressionParser(this, expression, tables);
    }
  }

  @Override
  protected AstNode expr(boolean required) throws ScanException, ParseException {
    AstNode value = or(required);
    while (value != null && next(Symbol.QUESTION, "if")) {
      consumeToken();
      AstNode condition = or(true);
      AstNode otherwise = new AstNull();
      if (next(Symbol.COLON, "else")) {
        consumeToken();
        otherwise = expr(true);
      }
      value = new Term("%s if %s else %s", ExpressionParser::choose, value, condition, otherwise);
    }
    return value;
  }

  private static Object choose(Term.Values values) {
    return PythonValues.truth(values.get(1)) ? values.get(0) : values.get(2);
  }

  @Override
  protected AstNode or(boolean required) throws ScanException, ParseException {
    AstNode left = and(required);
    while (left != null && next(Symbol.OR, "or")) {
      consumeToken();
      left = new Term("%s or %s", v -> either(v, true), left, and(true));
    }
    return left;
  }

  @Override
  protected AstNode and(boolean required) throws ScanException, ParseException {
    AstNode left = negation(required);
    while (left != null && next(Symbol.AND, "and")) {
      consumeToken();
      left = new Term("%s and %s", v -> either(v, false), left, negation(true));
    }
    return left;
  }

  /** As in Python, the value is that of the side that decided. */
  private static Object either(Term.Values values, boolean decisive) {
    Object left = values.get(0);
    return PythonValues.truth(left) == decisive ? left : values.get(1);
  }

  private AstNode negation(boolean required) throws ScanException, ParseException {
    int negations = 0;
    while (next(Symbol.NOT, "not")) {
      consumeToken();
      negations++;
    }
    AstNode value = comparison(required || negations > 0);
    for (int i = 0; i < negations; i++) {
      value = new Term("not %s", NOT, value);
    }
    return value;
  }

  private AstNode comparison(boolean required) throws ScanException, ParseException {
    AstNode left = test(required);
    if (left == null) {
      return null;
    }
    if (next(Symbol.EQ, "==")) {
      consumeToken();
      return new Term("%s == %s", EQUAL, left, test(true));
    }
    if (next(Symbol.NE, "!=")) {
      consumeToken();
      return new Term("%s != %s", UNEQUAL, left, test(true));
    }
    if (next(Symbol.EXTENSION, "in")) {
      consumeToken();
      return new Term("%s in %s", IN, left, test(true));
    }
    if (next(Symbol.NOT, "not")) {
      consumeToken();
      expect(Symbol.EXTENSION, "in");
      return new Term("%s not in %s", NOT_IN, left, test(true));
    }
    return left;
  }

  private AstNode test(boolean required) throws ScanException, ParseException {
    AstNode value = path(required);
    while (value != null && next(IDENTIFIER, "is")) {
      consumeToken();
      boolean negated = next(Symbol.NOT, "not");
      if (negated) {
        consumeToken();
      }
      AstNode asked = asked(value);
      value = negated ? new Term("not %s", NOT, asked) : asked;
    }
    return value;
  }

  private AstNode asked(AstNode value) throws ScanException, ParseException {
    if (next(Symbol.EXTENSION, "in")) {
      consumeToken();
      return new Term("%s is in %s", IN, value, path(true));
    }
    String name = getToken().getImage();
    Term.Meaning meaning = getToken().getSymbol() == STRING ? null : TESTS.get(name);
    if (meaning == null) {
      throw new NotRenderable("there is no test " + Quoted.of(name));
    }
    consumeToken();
    return new Term("%s is " + name, meaning, value);
  }

  private AstNode path(boolean required) throws ScanException, ParseException {
    AstNode value = primary();
    if (value == null && required) {
      fail("value");
    }
    while (value != null) {
      if (getToken().getSymbol() == LPAREN) {
        throw new NotRenderable(Quoted.of(value.toString()) + " is called; nothing can be called");
      }
      if (getToken().getSymbol() == DOT) {
        consumeToken();
        value = field(value, new AstString(name(consumeToken(IDENTIFIER).getImage())));
      } else if (getToken().getSymbol() == LBRACK) {
        consumeToken();
        AstNode key = expr(true);
        consumeToken(RBRACK);
        value = field(value, key);
      } else {
        return value;
      }
    }
    return null;
  }

  private static String name(String name) {
    if (name.startsWith("_")) {
      throw new NotRenderable("there is no attribute " + Quoted.of(name));
    }
    return name;
  }

  private static AstNode field(AstNode owner, AstNode key) {
    return new Term("%s[%s]", v -> field(owner, v.get(0), v.get(1)), owner, key);
  }

  private static Object field(AstNode owner, Object value, Object key) {
    if (value instanceof Map<?, ?> mapping) {
      return key instanceof String name ? mapping.get(name) : null;
    }
    throw new NotRenderable(
        Quoted.of(owner.toString()) + (value == null ? " is undefined" : " is no mapping"));
  }

  private AstNode primary() throws ScanException, ParseException {
    return switch (getToken().getSymbol()) {
      case IDENTIFIER -> variable(consumeToken().getImage());
      case STRING, INTEGER, TRUE, FALSE -> super.literal();
      case LBRACK -> list(RBRACK);
      case LPAREN -> list(RPAREN);
      default -> null;
    };
  }

  private AstNode variable(String name) {
    if (name.equals("none") || name.equals("None")) {
      throw new NotRenderable("there is no " + Quoted.of(name) + " here");
    }
    return new Term(name, v -> tables.get(name));
  }

  /** A list; between parentheses, only a comma makes one. */
  private AstNode list(Symbol end) throws ScanException, ParseException {
    consumeToken();
    List<AstNode> members = new ArrayList<>();
    boolean comma = false;
    for (AstNode member = expr(false); member != null; member = expr(false)) {
      members.add(member);
      if (getToken().getSymbol() != COMMA) {
        break;
      }
      comma = true;
      consumeToken();
    }
    consumeToken(end);
    if (end == RPAREN && !comma && members.size() == 1) {
      return new Term("(%s)", v -> v.get(0), members);
    }
    int size = members.size();
    return new Term(
        "[" + "%s, ".repeat(size) + "]",
        v -> {
          List<Object> values = new ArrayList<>();
          for (int i = 0; i < size; i++) {
            values.add(v.get(i));
          }
          return values;
        },
        members);
  }

  /** The image alone would not do: the text {@code 'in'} has the image of the word {@code in}. */
  private boolean next(Symbol symbol, String image) {
    return getToken().getSymbol() == symbol && getToken().getImage().equals(image);
  }

  private void expect(Symbol symbol, String image) throws ScanException, ParseException {
    if (!next(symbol, image)) {
      fail(image);
    }
    consumeToken();
  }
}
