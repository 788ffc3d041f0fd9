import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Rewrites the class files of jars in the format of Java 8, with stack maps: ModernClasses JAR...
 * Those of Picocli and of the expression language in Jinjava are in the format of Java 5, which
 * class data archives and AOT caches do not take and which is verified the slow way at every start.
 * The code stays the same. The jars have to be on the class path too, with all that they use, as
 * stack maps need to know which class extends which.
 */
final class ModernClasses {

  private ModernClasses() {}

  public static void main(String[] arguments) throws IOException {
    for (String jar : arguments) {
      rewrite(Path.of(jar));
    }
  }

  private static void rewrite(Path jar) throws IOException {
    Path rewritten = jar.resolveSibling(jar.getFileName() + ".new");
    try (ZipFile in = new ZipFile(jar.toFile());
        OutputStream file = Files.newOutputStream(rewritten);
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (ZipEntry entry : Collections.list(in.entries())) {
        byte[] content = in.getInputStream(entry).readAllBytes();
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTime(entry.getTime());
        out.putNextEntry(copy);
        boolean isOld = entry.getName().endsWith(".class") && content[7] < Opcodes.V1_6;
        out.write(isOld ? modern(content) : content);
        out.closeEntry();
      }
    }
    Files.move(rewritten, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] modern(byte[] old) {
    // Without the reader, as with it methods would be copied unseen.
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
    ClassVisitor raise =
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public void visit(
              int version,
              int access,
              String name,
              String signature,
              String parent,
              String[] faces) {
            super.visit(Opcodes.V1_8, access, name, signature, parent, faces);
          }
        };
    new ClassReader(old).accept(raise, ClassReader.SKIP_FRAMES);
    return writer.toByteArray();
  }
}
