import static org.objectweb.asm.Opcodes.*;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * Replaces what a virtual machine links anew at every start in the jars of a folder whose names
 * begin so: PlainCalls FOLDER BEGINNING...
 *
 * <p>Lambdas and method references become classes of their own, the concatenation of strings and
 * the methods of records become methods. Java 17 puts the first into class data archives, yet
 * spends 0.1 ms on linking each, and generates code for the others; a class is just mapped. With
 * 350 lambdas, which 'show' uses, that made 45 ms. The semantics stay: the class of a lambda is a
 * nest mate of the class that holds the lambda's body. What is asked of other factories
 * (serializable lambdas) is left alone.
 */
final class PlainCalls {

  private static final String LAMBDA = "java/lang/invoke/LambdaMetafactory";
  private static final String CONCATENATION = "java/lang/invoke/StringConcatFactory";
  private static final String RECORD = "java/lang/runtime/ObjectMethods";
  private static final String STRING = "java/lang/String";
  private static final String OBJECT = "java/lang/Object";
  private static final String BUILDER = "java/lang/StringBuilder";

  /** Earlier class files know no nest mates; nothing else has changed until then. */
  private static final int OLDEST_WITH_NESTS = V11;

  /** The generated classes by name. */
  private final Map<String, byte[]> made = new LinkedHashMap<>();

  /** The generated classes by the host of their nest. */
  private final Map<String, List<String>> mates = new HashMap<>();

  private int count;

  private PlainCalls() {}

  public static void main(String[] arguments) throws IOException {
    List<String> beginnings = List.of(arguments).subList(1, arguments.length);
    List<Path> jars;
    try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
      jars =
          files
              .filter(file -> isMeant(file.getFileName().toString(), beginnings))
              .sorted()
              .toList();
    }
    for (Path jar : jars) {
      System.out.println(
          jar.getFileName() + ": " + new PlainCalls().rewrite(jar) + " call sites are plain now");
    }
  }

  private static boolean isMeant(String name, List<String> beginnings) {
    return name.endsWith(".jar") && beginnings.stream().anyMatch(name::startsWith);
  }

  private int rewrite(Path jar) throws IOException {
    Path rewritten = jar.resolveSibling(jar.getFileName() + ".new");
    try (ZipFile in = new ZipFile(jar.toFile());
        OutputStream file = Files.newOutputStream(rewritten);
        ZipOutputStream out = new ZipOutputStream(file)) {
      Map<ZipEntry, byte[]> entries = new LinkedHashMap<>();
      for (ZipEntry entry : Collections.list(in.entries())) {
        byte[] content = in.getInputStream(entry).readAllBytes();
        entries.put(entry, isClass(entry) ? withoutLambdas(content) : content);
      }
      long time = entries.keySet().iterator().next().getTime();
      for (Map.Entry<ZipEntry, byte[]> entry : entries.entrySet()) {
        byte[] content = isClass(entry.getKey()) ? withMates(entry.getValue()) : entry.getValue();
        put(out, entry.getKey().getName(), entry.getKey().getTime(), content);
      }
      for (Map.Entry<String, byte[]> lambda : made.entrySet()) {
        put(out, lambda.getKey() + ".class", time, lambda.getValue());
      }
    }
    Files.move(rewritten, jar, StandardCopyOption.REPLACE_EXISTING);
    return count;
  }

  private static boolean isClass(ZipEntry entry) {
    String name = entry.getName();
    return name.endsWith(".class")
        && !name.endsWith("-info.class")
        && !name.startsWith("META-INF/");
  }

  private static void put(ZipOutputStream out, String name, long time, byte[] content)
      throws IOException {
    ZipEntry copy = new ZipEntry(name);
    copy.setTime(time);
    out.putNextEntry(copy);
    out.write(content);
    out.closeEntry();
  }

  private byte[] withoutLambdas(byte[] original) {
    ClassReader reader = new ClassReader(original);
    ClassWriter writer = new ClassWriter(0);
    Replacing replacing = new Replacing(writer);
    reader.accept(replacing, 0);
    count += replacing.count;
    return replacing.count == 0 ? original : writer.toByteArray();
  }

  private byte[] withMates(byte[] original) {
    ClassReader reader = new ClassReader(original);
    List<String> added = mates.getOrDefault(reader.getClassName(), List.of());
    if (added.isEmpty()) {
      return original;
    }
    ClassWriter writer = new ClassWriter(0);
    reader.accept(
        new ClassVisitor(ASM9, writer) {
          @Override
          public void visit(
              int version,
              int access,
              String name,
              String signature,
              String parent,
              String[] faces) {
            super.visit(
                Math.max(version, OLDEST_WITH_NESTS), access, name, signature, parent, faces);
          }

          @Override
          public void visitEnd() {
            added.forEach(this::visitNestMember);
            super.visitEnd();
          }
        },
        0);
    return writer.toByteArray();
  }

  /** Replaces the call sites of one class. */
  private final class Replacing extends ClassVisitor {

    private int version;
    private String name;
    private String host;
    private boolean isInterface;
    private int count;

    /** What makes the methods that take the place of call sites. */
    private final List<Runnable> methods = new ArrayList<>();

    Replacing(ClassVisitor next) {
      super(ASM9, next);
    }

    @Override
    public void visit(
        int version, int access, String name, String signature, String parent, String[] faces) {
      this.version = Math.max(version, OLDEST_WITH_NESTS);
      this.name = name;
      this.host = name;
      this.isInterface = (access & ACC_INTERFACE) != 0;
      super.visit(this.version, access, name, signature, parent, faces);
    }

    @Override
    public void visitNestHost(String nestHost) {
      host = nestHost;
      super.visitNestHost(nestHost);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String method, String descriptor, String signature, String[] thrown) {
      return new MethodVisitor(
          ASM9, super.visitMethod(access, method, descriptor, signature, thrown)) {
        @Override
        public void visitInvokeDynamicInsn(
            String sam, String site, Handle bootstrap, Object... arguments) {
          switch (bootstrap.getOwner() + "." + bootstrap.getName()) {
            case LAMBDA + ".metafactory" -> lambda(sam, site, arguments);
            case CONCATENATION + ".makeConcatWithConstants" -> {
              if (Arrays.stream(arguments).allMatch(String.class::isInstance)) {
                call("concat", site, method -> concatenate(method, site, arguments));
              } else {
                super.visitInvokeDynamicInsn(sam, site, bootstrap, arguments);
              }
            }
            case RECORD + ".bootstrap" ->
                call(sam, site, method -> ofRecord(method, sam, arguments));
            default -> super.visitInvokeDynamicInsn(sam, site, bootstrap, arguments);
          }
        }

        private void lambda(String sam, String site, Object... arguments) {
          String lambda = name + "$$Lambda" + count++;
          Type face = Type.getReturnType(site);
          made.put(
              lambda,
              classOf(
                  lambda,
                  sam,
                  site,
                  face,
                  (Type) arguments[0],
                  (Handle) arguments[1],
                  (Type) arguments[2]));
          mates.computeIfAbsent(host, any -> new ArrayList<>()).add(lambda);
          super.visitMethodInsn(INVOKESTATIC, lambda, "of", site, false);
        }

        private void call(String purpose, String site, Consumer<MethodVisitor> code) {
          String method = "plain$" + purpose + count++;
          super.visitMethodInsn(INVOKESTATIC, name, method, site, isInterface);
          methods.add(() -> make(method, site, code));
        }
      };
    }

    private void make(String method, String descriptor, Consumer<MethodVisitor> code) {
      MethodVisitor visitor =
          cv.visitMethod(ACC_PRIVATE | ACC_STATIC | ACC_SYNTHETIC, method, descriptor, null, null);
      visitor.visitCode();
      code.accept(visitor);
      // More than needed is harmless, and spares the writer from computing it for methods that do
      // not change.
      visitor.visitMaxs(10, 256);
      visitor.visitEnd();
    }

    @Override
    public void visitEnd() {
      methods.forEach(Runnable::run);
      super.visitEnd();
    }

    private void concatenate(MethodVisitor code, String site, Object... arguments) {
      begin(code);
      int slot = 0;
      int argument = 0;
      int constant = 1;
      StringBuilder literal = new StringBuilder();
      Type[] types = Type.getArgumentTypes(site);
      for (char each : ((String) arguments[0]).toCharArray()) {
        if (each == '\1') {
          append(code, literal);
          code.visitVarInsn(types[argument].getOpcode(ILOAD), slot);
          append(code, types[argument]);
          slot += types[argument++].getSize();
        } else {
          literal.append(each == '\2' ? arguments[constant++] : String.valueOf(each));
        }
      }
      append(code, literal);
      end(code);
    }

    private void begin(MethodVisitor code) {
      code.visitTypeInsn(NEW, BUILDER);
      code.visitInsn(DUP);
      code.visitMethodInsn(INVOKESPECIAL, BUILDER, "<init>", "()V", false);
    }

    private void append(MethodVisitor code, StringBuilder literal) {
      if (!literal.isEmpty()) {
        code.visitLdcInsn(literal.toString());
        append(code, Type.getObjectType(STRING));
        literal.setLength(0);
      }
    }

    private void append(MethodVisitor code, Type type) {
      String taken =
          switch (type.getSort()) {
            case Type.BYTE, Type.SHORT -> "I";
            case Type.OBJECT, Type.ARRAY ->
                type.getInternalName().equals(STRING) ? type.getDescriptor() : "L" + OBJECT + ";";
            default -> type.getDescriptor();
          };
      code.visitMethodInsn(
          INVOKEVIRTUAL, BUILDER, "append", "(" + taken + ")L" + BUILDER + ";", false);
    }

    private void end(MethodVisitor code) {
      code.visitMethodInsn(INVOKEVIRTUAL, BUILDER, "toString", "()L" + STRING + ";", false);
      code.visitInsn(ARETURN);
    }

    private void ofRecord(MethodVisitor code, String method, Object... arguments) {
      Type type = (Type) arguments[0];
      String[] names = arguments[1].equals("") ? new String[0] : ((String) arguments[1]).split(";");
      List<Handle> components = Arrays.stream(arguments).skip(2).map(Handle.class::cast).toList();
      switch (method) {
        case "toString" -> {
          begin(code);
          String path = type.getInternalName();
          StringBuilder literal =
              new StringBuilder(
                      path.substring(path.lastIndexOf('/') + 1).replaceFirst("^.*\\$", ""))
                  .append('[');
          for (int i = 0; i < names.length; i++) {
            append(code, literal.append(i == 0 ? "" : ", ").append(names[i]).append('='));
            get(code, 0, components.get(i));
            append(code, Type.getType(components.get(i).getDesc()));
          }
          append(code, literal.append(']'));
          end(code);
        }
        case "hashCode" -> {
          code.visitInsn(ICONST_0);
          for (Handle component : components) {
            code.visitIntInsn(BIPUSH, 31);
            code.visitInsn(IMUL);
            get(code, 0, component);
            Type each = Type.getType(component.getDesc());
            if (isPrimitive(each)) {
              code.visitMethodInsn(
                  INVOKESTATIC, box(each), "hashCode", "(" + each.getDescriptor() + ")I", false);
            } else {
              code.visitMethodInsn(
                  INVOKESTATIC, "java/util/Objects", "hashCode", "(L" + OBJECT + ";)I", false);
            }
            code.visitInsn(IADD);
          }
          code.visitInsn(IRETURN);
        }
        default -> {
          Label different = new Label();
          code.visitVarInsn(ALOAD, 1);
          code.visitTypeInsn(INSTANCEOF, type.getInternalName());
          code.visitJumpInsn(IFEQ, different);
          code.visitVarInsn(ALOAD, 1);
          code.visitTypeInsn(CHECKCAST, type.getInternalName());
          code.visitVarInsn(ASTORE, 2);
          for (Handle component : components) {
            get(code, 0, component);
            get(code, 2, component);
            Type each = Type.getType(component.getDesc());
            if (isPrimitive(each)) {
              code.visitMethodInsn(
                  INVOKESTATIC,
                  box(each),
                  "compare",
                  "(" + each.getDescriptor() + each.getDescriptor() + ")I",
                  false);
              code.visitJumpInsn(IFNE, different);
            } else {
              code.visitMethodInsn(
                  INVOKESTATIC,
                  "java/util/Objects",
                  "equals",
                  "(L" + OBJECT + ";L" + OBJECT + ";)Z",
                  false);
              code.visitJumpInsn(IFEQ, different);
            }
          }
          code.visitInsn(ICONST_1);
          code.visitInsn(IRETURN);
          code.visitLabel(different);
          code.visitFrame(F_SAME, 0, null, 0, null);
          code.visitInsn(ICONST_0);
          code.visitInsn(IRETURN);
        }
      }
    }

    private void get(MethodVisitor code, int slot, Handle component) {
      code.visitVarInsn(ALOAD, slot);
      code.visitFieldInsn(GETFIELD, component.getOwner(), component.getName(), component.getDesc());
    }

    private byte[] classOf(
        String lambda, String sam, String site, Type face, Type erased, Handle body, Type exact) {
      Type[] captured = Type.getArgumentTypes(site);
      ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
      writer.visit(
          version,
          ACC_FINAL | ACC_SUPER | ACC_SYNTHETIC,
          lambda,
          null,
          OBJECT,
          new String[] {face.getInternalName()});
      writer.visitNestHost(host);
      for (int i = 0; i < captured.length; i++) {
        writer
            .visitField(ACC_PRIVATE | ACC_FINAL, "c" + i, captured[i].getDescriptor(), null, null)
            .visitEnd();
      }
      constructor(writer, lambda, captured);
      maker(writer, lambda, site, captured);
      method(writer, lambda, sam, captured, erased, body, exact);
      writer.visitEnd();
      return writer.toByteArray();
    }

    private void constructor(ClassWriter writer, String lambda, Type[] captured) {
      MethodVisitor code =
          writer.visitMethod(
              ACC_PRIVATE,
              "<init>",
              Type.getMethodDescriptor(Type.VOID_TYPE, captured),
              null,
              null);
      code.visitCode();
      code.visitVarInsn(ALOAD, 0);
      code.visitMethodInsn(INVOKESPECIAL, OBJECT, "<init>", "()V", false);
      int slot = 1;
      for (int i = 0; i < captured.length; i++) {
        code.visitVarInsn(ALOAD, 0);
        code.visitVarInsn(captured[i].getOpcode(ILOAD), slot);
        code.visitFieldInsn(PUTFIELD, lambda, "c" + i, captured[i].getDescriptor());
        slot += captured[i].getSize();
      }
      code.visitInsn(RETURN);
      code.visitMaxs(0, 0);
      code.visitEnd();
    }

    /** What was captured is on the stack already, so a constructor would come too late. */
    private void maker(ClassWriter writer, String lambda, String site, Type[] captured) {
      MethodVisitor code = writer.visitMethod(ACC_STATIC, "of", site, null, null);
      code.visitCode();
      code.visitTypeInsn(NEW, lambda);
      code.visitInsn(DUP);
      int slot = 0;
      for (Type each : captured) {
        code.visitVarInsn(each.getOpcode(ILOAD), slot);
        slot += each.getSize();
      }
      code.visitMethodInsn(
          INVOKESPECIAL,
          lambda,
          "<init>",
          Type.getMethodDescriptor(Type.VOID_TYPE, captured),
          false);
      code.visitInsn(ARETURN);
      code.visitMaxs(0, 0);
      code.visitEnd();
    }

    private void method(
        ClassWriter writer,
        String lambda,
        String sam,
        Type[] captured,
        Type erased,
        Handle body,
        Type exact) {
      MethodVisitor code = writer.visitMethod(ACC_PUBLIC, sam, erased.getDescriptor(), null, null);
      code.visitCode();
      boolean isConstructor = body.getTag() == H_NEWINVOKESPECIAL;
      if (isConstructor) {
        code.visitTypeInsn(NEW, body.getOwner());
        code.visitInsn(DUP);
      }
      List<Type> wanted = new ArrayList<>();
      if (!isConstructor && body.getTag() != H_INVOKESTATIC) {
        wanted.add(Type.getObjectType(body.getOwner()));
      }
      wanted.addAll(List.of(Type.getArgumentTypes(body.getDesc())));
      for (int i = 0; i < captured.length; i++) {
        code.visitVarInsn(ALOAD, 0);
        code.visitFieldInsn(GETFIELD, lambda, "c" + i, captured[i].getDescriptor());
      }
      int slot = 1;
      Type[] given = erased.getArgumentTypes();
      for (int i = 0; i < given.length; i++) {
        code.visitVarInsn(given[i].getOpcode(ILOAD), slot);
        slot += given[i].getSize();
        convert(code, given[i], wanted.get(captured.length + i), exact.getArgumentTypes()[i]);
      }
      invoke(code, body);
      Type result =
          isConstructor ? Type.getObjectType(body.getOwner()) : Type.getReturnType(body.getDesc());
      Type asked = erased.getReturnType();
      if (asked.getSort() == Type.VOID) {
        if (result.getSize() > 0) {
          code.visitInsn(result.getSize() == 2 ? POP2 : POP);
        }
      } else {
        convert(code, result, asked, exact.getReturnType());
      }
      code.visitInsn(asked.getOpcode(IRETURN));
      code.visitMaxs(0, 0);
      code.visitEnd();
    }

    private void invoke(MethodVisitor code, Handle body) {
      int opcode =
          switch (body.getTag()) {
            case H_INVOKESTATIC -> INVOKESTATIC;
            case H_NEWINVOKESPECIAL -> INVOKESPECIAL;
            case H_INVOKEINTERFACE -> INVOKEINTERFACE;
            case H_INVOKEVIRTUAL -> INVOKEVIRTUAL;
            // A private method of the class itself, which a nest mate calls as any other.
            case H_INVOKESPECIAL -> body.isInterface() ? INVOKEINTERFACE : INVOKEVIRTUAL;
            default -> throw new IllegalArgumentException(body.toString());
          };
      code.visitMethodInsn(
          opcode, body.getOwner(), body.getName(), body.getDesc(), body.isInterface());
    }

    /**
     * Converts what is on the stack as the factory does; {@code exact} is what generics make of it.
     */
    private static void convert(MethodVisitor code, Type from, Type to, Type exact) {
      if (isPrimitive(from) && isPrimitive(to)) {
        widen(code, from, to);
      } else if (isPrimitive(from)) {
        String box = box(from);
        code.visitMethodInsn(
            INVOKESTATIC, box, "valueOf", "(" + from.getDescriptor() + ")L" + box + ";", false);
      } else if (isPrimitive(to)) {
        Type source = unboxed(from);
        if (source == null) {
          source = unboxed(exact) != null ? unboxed(exact) : isPrimitive(exact) ? exact : to;
          code.visitTypeInsn(CHECKCAST, box(source));
        }
        code.visitMethodInsn(
            INVOKEVIRTUAL,
            box(source),
            source.getClassName() + "Value",
            "()" + source.getDescriptor(),
            false);
        widen(code, source, to);
      } else if (!from.equals(to) && !to.getInternalName().equals(OBJECT)) {
        code.visitTypeInsn(CHECKCAST, to.getInternalName());
      }
    }

    private static boolean isPrimitive(Type type) {
      return type.getSort() < Type.ARRAY;
    }

    private static void widen(MethodVisitor code, Type from, Type to) {
      String kinds = (from.getOpcode(ILOAD) - ILOAD) + "" + (to.getOpcode(ILOAD) - ILOAD);
      switch (kinds) {
        case "01" -> code.visitInsn(I2L);
        case "02" -> code.visitInsn(I2F);
        case "03" -> code.visitInsn(I2D);
        case "12" -> code.visitInsn(L2F);
        case "13" -> code.visitInsn(L2D);
        case "23" -> code.visitInsn(F2D);
        default -> {
          if (kinds.charAt(0) != kinds.charAt(1)) {
            throw new IllegalArgumentException(from + " does not widen to " + to);
          }
        }
      }
    }

    private static String box(Type primitive) {
      return switch (primitive.getSort()) {
        case Type.BOOLEAN -> "java/lang/Boolean";
        case Type.CHAR -> "java/lang/Character";
        case Type.BYTE -> "java/lang/Byte";
        case Type.SHORT -> "java/lang/Short";
        case Type.INT -> "java/lang/Integer";
        case Type.LONG -> "java/lang/Long";
        case Type.FLOAT -> "java/lang/Float";
        case Type.DOUBLE -> "java/lang/Double";
        default -> throw new IllegalArgumentException(primitive.toString());
      };
    }

    /** What a box holds; null for anything else. */
    private static Type unboxed(Type box) {
      return switch (box.getDescriptor()) {
        case "Ljava/lang/Boolean;" -> Type.BOOLEAN_TYPE;
        case "Ljava/lang/Character;" -> Type.CHAR_TYPE;
        case "Ljava/lang/Byte;" -> Type.BYTE_TYPE;
        case "Ljava/lang/Short;" -> Type.SHORT_TYPE;
        case "Ljava/lang/Integer;" -> Type.INT_TYPE;
        case "Ljava/lang/Long;" -> Type.LONG_TYPE;
        case "Ljava/lang/Float;" -> Type.FLOAT_TYPE;
        case "Ljava/lang/Double;" -> Type.DOUBLE_TYPE;
        default -> null;
      };
    }
  }
}
