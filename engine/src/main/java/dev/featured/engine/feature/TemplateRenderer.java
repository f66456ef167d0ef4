package dev.featured.engine.feature;

/** Renders one template over what is known of the device (SPEC section 2). */
@FunctionalInterface
public interface TemplateRenderer {
  /** Renders; a template that cannot be rendered is an answer, not an exception. */
  Rendering render(String template);
}
