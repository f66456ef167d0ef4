package dev.featured.docs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.sourceforge.plantuml.FileFormat;
import net.sourceforge.plantuml.FileFormatOption;
import net.sourceforge.plantuml.SourceStringReader;
import net.sourceforge.plantuml.code.TranscoderUtil;
import net.sourceforge.plantuml.png.MetadataTag;

/**
 * A picture that PlantUML has drawn. Where its lines and words lie depends on the fonts of the
 * machine that draws, so its bytes cannot tell whether it is stale. But it carries the text it was
 * drawn from, and that can.
 */
final class DrawnPicture {
  private static final Pattern SOURCE = Pattern.compile("<\\?plantuml-src (\\S+)\\?>");

  private static final String LAST_LINE = "@enduml";

  private DrawnPicture() {}

  /** Writes the picture of a text, as SVG or PNG by the file's name, unless it is there. */
  static void renew(Path file, String text) throws IOException {
    if (!source(file).equals(Optional.of(text))) {
      ByteArrayOutputStream picture = new ByteArrayOutputStream();
      new SourceStringReader(text).outputImage(picture, 0, new FileFormatOption(format(file)));
      Files.write(file, picture.toByteArray());
    }
  }

  private static FileFormat format(Path file) {
    return isSvg(file) ? FileFormat.SVG : FileFormat.PNG;
  }

  private static boolean isSvg(Path file) {
    return file.toString().endsWith(".svg");
  }

  /** The text that a picture was drawn from; empty of one that is not there, or does not tell. */
  static Optional<String> source(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Optional<String> carried =
        isSvg(file) ? sourceOfSvg(Files.readString(file)) : sourceOfPng(file);
    return carried.map(DrawnPicture::withoutWhatFollows);
  }

  /** Of a PNG that is the version of PlantUML; and of an SVG the last line is not ended. */
  private static String withoutWhatFollows(String carried) {
    int end = carried.lastIndexOf(LAST_LINE);
    return end < 0 ? carried : carried.substring(0, end) + LAST_LINE + "\n";
  }

  private static Optional<String> sourceOfSvg(String svg) throws IOException {
    Matcher source = SOURCE.matcher(svg);
    return source.find()
        ? Optional.of(TranscoderUtil.getDefaultTranscoder().decode(source.group(1)))
        : Optional.empty();
  }

  private static Optional<String> sourceOfPng(Path file) throws IOException {
    return Optional.ofNullable(new MetadataTag(file.toFile(), "plantuml").getData());
  }
}
