package dev.featured.adapters.cli;

import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.InvalidFeatureName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The name of a feature on a command line; one that is refused is said as the log says it. */
final class NameConverter implements ITypeConverter<FeatureName> {
  @Override
  public FeatureName convert(String value) {
    try {
      return new FeatureName(value);
    } catch (InvalidFeatureName e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
