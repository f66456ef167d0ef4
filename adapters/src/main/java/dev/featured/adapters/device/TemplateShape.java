package dev.featured.adapters.device;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableSet;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.tree.parse.ExpressionToken;
import com.hubspot.jinjava.tree.parse.TagToken;
import com.hubspot.jinjava.tree.parse.Token;
import com.hubspot.jinjava.tree.parse.TokenScanner;
import dev.featured.engine.feature.Quoted;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jinjava.de.odysseus.el.tree.TreeBuilder;
import jinjava.de.odysseus.el.tree.TreeBuilderException;

/**
 * Checks a template's outer form before it is parsed: only conditions and printed expressions, well
 * nested, and small enough for whatever works through it afterwards.
 *
 * <p>Jinjava itself lets most of what is wrong here pass: a second else, an end without a
 * beginning, an expression that nobody closed. And parsing and evaluation recurse as deep as
 * brackets, conditions and operators nest, so these are counted first, where nothing recurses.
 */
final class TemplateShape {
  /** Characters. The longest template of a SONiC image has a few hundred. */
  static final int MAX_LENGTH = 16 * 1024;

  /** Words, texts and signs of one expression. */
  static final int MAX_WORDS = 256;

  /** Brackets in brackets, and conditions in conditions. */
  static final int MAX_DEPTH = 16;

  /** A comment, or a text in which nothing begins. */
  private static final Pattern CLOSED =
      Pattern.compile("\\{#.*#}|(?!.*\\{[{%#]).*", Pattern.DOTALL);

  /** Jinjava skips what it does not know in front of a tag's name. */
  private static final Pattern TAG = Pattern.compile("\\{%-?\\s*(\\w+)");

  private static final ImmutableSet<String> CONDITIONS = ImmutableSet.of("if", "elif");
  private static final CharMatcher OPENING = CharMatcher.anyOf("([");
  private static final CharMatcher CLOSING = CharMatcher.anyOf(")]");
  private static final CharMatcher QUOTES = CharMatcher.anyOf("'\"");
  private static final CharMatcher SPACE = CharMatcher.anyOf(" \t\r\n");
  private static final CharMatcher WORD =
      CharMatcher.inRange('a', 'z')
          .or(CharMatcher.inRange('A', 'Z'))
          .or(CharMatcher.inRange('0', '9'))
          .or(CharMatcher.is('_'));
  private static final CharMatcher SIGNS = CharMatcher.anyOf("=!.,");

  private final JinjavaConfig config;
  private final TreeBuilder expressions;

  /**
   * Checks with the tokens of a Jinjava and the grammar of its expressions.
   *
   * @param expressions throws what is wrong with an expression that it cannot read
   */
  TemplateShape(JinjavaConfig config, TreeBuilder expressions) {
    this.config = config;
    this.expressions = expressions;
  }

  /**
   * Checks a template.
   *
   * @throws NotRenderable with what is wrong with its form
   * @throws TreeBuilderException with where an expression cannot be read
   */
  void check(String template) {
    if (template.length() > MAX_LENGTH) {
      throw new NotRenderable("it is longer than " + MAX_LENGTH + " characters");
    }
    Deque<String> open = new ArrayDeque<>();
    TokenScanner tokens = new TokenScanner(template, config);
    while (tokens.hasNext()) {
      Token token = tokens.next();
      if (token instanceof TagToken tag) {
        checkTag(tag, open);
      } else if (token instanceof ExpressionToken expression) {
        checkExpression(expression.getExpr());
      } else if (!CLOSED.matcher(token.getImage()).matches()) {
        throw new NotRenderable("not closed: " + Quoted.of(token.getImage()));
      }
    }
    if (!open.isEmpty()) {
      throw new NotRenderable("an 'if' has no 'endif'");
    }
  }

  private void checkTag(TagToken tag, Deque<String> open) {
    Matcher written = TAG.matcher(tag.getImage());
    String name = written.lookingAt() ? written.group(1) : tag.getImage();
    switch (name) {
      case "if" -> open.push(name);
      case "elif", "else" -> {
        if (open.isEmpty() || open.pop().equals("else")) {
          throw new NotRenderable("'" + name + "' where no 'if' asks for it");
        }
        open.push(name);
      }
      case "endif" -> {
        if (open.isEmpty()) {
          throw new NotRenderable("an 'endif' has no 'if'");
        }
        open.pop();
      }
      default -> throw new NotRenderable("there is no tag " + Quoted.of(name));
    }
    if (open.size() > MAX_DEPTH) {
      throw new NotRenderable("conditions are nested more than " + MAX_DEPTH + " deep");
    }
    if (CONDITIONS.contains(name)) {
      checkExpression(tag.getHelpers());
    } else if (!tag.getHelpers().isBlank()) {
      throw new NotRenderable("'" + name + "' takes nothing: " + Quoted.of(tag.getHelpers()));
    }
  }

  /** Also those are read that this device never asks for: their mistakes are no smaller. */
  private void checkExpression(String expression) {
    checkSize(expression);
    expressions.build("#{" + expression.strip() + "}");
  }

  private static void checkSize(String expression) {
    int words = 0;
    int depth = 0;
    int at = 0;
    while (at < expression.length()) {
      char c = expression.charAt(at);
      if (SPACE.matches(c)) {
        at++;
        continue;
      }
      words++;
      if (QUOTES.matches(c)) {
        at = endOfText(expression, at) + 1;
      } else if (WORD.matches(c)) {
        at = endOfWord(expression, at);
      } else {
        if (!OPENING.matches(c) && !CLOSING.matches(c) && !SIGNS.matches(c)) {
          throw new NotRenderable("an expression cannot use " + Quoted.of(String.valueOf(c)));
        }
        depth += OPENING.matches(c) ? 1 : CLOSING.matches(c) ? -1 : 0;
        at++;
      }
      if (depth > MAX_DEPTH) {
        throw new NotRenderable("brackets are nested more than " + MAX_DEPTH + " deep");
      }
    }
    if (words == 0) {
      throw new NotRenderable("an expression is empty");
    }
    if (words > MAX_WORDS) {
      throw new NotRenderable("an expression has more than " + MAX_WORDS + " words and signs");
    }
  }

  private static int endOfText(String expression, int start) {
    int end = expression.indexOf(expression.charAt(start), start + 1);
    if (end < 0) {
      throw new NotRenderable("a text is not closed: " + Quoted.of(expression.substring(start)));
    }
    // Jinjava and Jinja2 read escapes differently, and no word of a FEATURE row has any.
    if (expression.substring(start, end).indexOf('\\') >= 0) {
      throw new NotRenderable("a text cannot use '\\'");
    }
    return end;
  }

  private static int endOfWord(String expression, int start) {
    int end = start;
    while (end < expression.length() && WORD.matches(expression.charAt(end))) {
      end++;
    }
    return end;
  }
}
