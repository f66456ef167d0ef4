package dev.featured.adapters.device;

import com.google.common.base.CharMatcher;
import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.Context.Library;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.JinjavaInterpreterFactory;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.lib.Importable;
import com.hubspot.jinjava.lib.tag.IfTag;
import com.hubspot.jinjava.loader.ResourceNotFoundException;
import com.hubspot.jinjava.tree.TagNode;
import dev.featured.engine.feature.Quoted;
import dev.featured.engine.feature.Rendering;
import java.util.Collection;
import java.util.Set;
import jinjava.de.odysseus.el.ExpressionFactoryImpl;
import jinjava.de.odysseus.el.tree.TreeBuilder;
import jinjava.de.odysseus.el.tree.TreeBuilderException;
import jinjava.de.odysseus.el.tree.TreeStore;
import jinjava.javax.el.CompositeELResolver;
import jinjava.javax.el.ExpressionFactory;

/**
 * Jinjava with nothing left in it but conditions and printed expressions over two tables.
 *
 * <p>No time limit watches it, because nothing needs one: there are no loops, no calls and no
 * operation that makes a value grow, so the work is bounded by the template's length, which {@link
 * TemplateShape} bounds.
 */
final class Sandbox {
  /** Characters; the value of a field is a word. */
  static final int MAX_OUTPUT = 4 * 1024;

  private static final ImmutableSet<String> TAGS = ImmutableSet.of("if", "elif", "else", "endif");

  private final Jinjava jinjava;
  private final TemplateShape shape;

  /**
   * Makes a sandbox.
   *
   * @param tables what templates may ask about, by name: mappings of texts, booleans and mappings
   */
  Sandbox(ImmutableMap<String, Object> tables) {
    JinjavaConfig config = config();
    TreeBuilder expressions = ExpressionParser.builder(tables);
    this.jinjava = new TableJinjava(config, expressions);
    this.jinjava.registerTag(new PythonIfTag());
    this.jinjava.setResourceLocator(
        (name, encoding, interpreter) -> {
          throw new ResourceNotFoundException("templates stand alone");
        });
    this.shape = new TemplateShape(config, expressions);
  }

  Rendering render(String template) {
    try {
      shape.check(template);
      return renderUnchecked(template);
    } catch (RuntimeException e) {
      // Nothing comes in but the template, so whatever Jinjava throws is the template's fault.
      return new Rendering.Refused(reason(e));
    }
  }

  /** Renders whatever its outer form is; Jinjava's complaints, lenient ones too, are refusals. */
  Rendering renderUnchecked(String template) {
    RenderResult result = jinjava.renderForResult(template, ImmutableMap.of());
    return result.getErrors().stream()
        .findFirst()
        .<Rendering>map(error -> new Rendering.Refused(reason(error)))
        .orElseGet(() -> new Rendering.Text(result.getOutput().strip()));
  }

  private static String reason(TemplateError error) {
    return error.getException() == null
        ? Quoted.of(error.getMessage())
        : reason(error.getException());
  }

  private static String reason(Exception thrown) {
    for (Throwable cause : Throwables.getCausalChain(thrown)) {
      if (cause instanceof NotRenderable ours) {
        return ours.getMessage();
      }
      if (cause instanceof TreeBuilderException syntax) {
        String found = CharMatcher.is('\'').trimFrom(syntax.getEncountered());
        return found.equals("}")
            ? "an expression ends too early"
            : "an expression cannot go on with " + Quoted.of(found);
      }
    }
    return Quoted.of(String.valueOf(thrown.getMessage()));
  }

  private static JinjavaConfig config() {
    // A library that a later Jinjava brings is switched off as well: what it has is asked, not
    // known.
    Context all = new Jinjava().getGlobalContext();
    return JinjavaConfig.newBuilder()
        .withDisabled(
            ImmutableMap.of(
                Library.TAG, Sets.difference(names(all.getAllTags()), TAGS).immutableCopy(),
                Library.FILTER, names(all.getAllFilters()),
                Library.FUNCTION, names(all.getAllFunctions()),
                Library.EXP_TEST, names(all.getAllExpTests())))
        .withElResolver(new CompositeELResolver())
        .withInterperterFactory(new TextInterpreterFactory())
        .withLegacyOverrides(
            LegacyOverrides.newBuilder().withUseTrimmingForNotesAndExpressions(true).build())
        .withNestedInterpretationEnabled(false)
        .withMaxOutputSize(MAX_OUTPUT)
        .withMaxStringLength(TemplateShape.MAX_LENGTH)
        .withMaxRenderDepth(TemplateShape.MAX_DEPTH)
        .build();
  }

  private static Set<String> names(Collection<? extends Importable> library) {
    return library.stream().map(Importable::getName).collect(ImmutableSet.toImmutableSet());
  }

  /** Reads expressions by our grammar, and keeps none: rows are rendered when they change. */
  private static final class TableJinjava extends Jinjava {
    private final ExpressionFactory factory;

    TableJinjava(JinjavaConfig config, TreeBuilder expressions) {
      super(config);
      this.factory = new ExpressionFactoryImpl(new TreeStore(expressions, null));
    }

    @Override
    public ExpressionFactory getExpressionFactory() {
      return factory;
    }
  }

  private static final class TextInterpreterFactory extends JinjavaInterpreterFactory {
    @Override
    public JinjavaInterpreter newInstance(
        Jinjava application, Context context, JinjavaConfig config) {
      return new TextInterpreter(application, context, config);
    }
  }

  private static final class TextInterpreter extends JinjavaInterpreter {
    TextInterpreter(Jinjava application, Context context, JinjavaConfig config) {
      super(application, context, config);
    }

    @Override
    public String getAsString(Object value) {
      return PythonValues.text(value);
    }
  }

  private static final class PythonIfTag extends IfTag {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean isPositiveIfElseNode(TagNode node, JinjavaInterpreter interpreter) {
      return PythonValues.truth(
          interpreter.resolveELExpression(node.getHelpers(), node.getLineNumber()));
    }
  }
}
