package com.torrust.deployer.adapters.tofu.internal.tool;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder in which OpenTofu works for one environment: a copy of the rendered project, and
 * beside it the state, the plug-ins and the plan. Because of the copy the build folder may vanish
 * at any time, while OpenTofu runs included. All files are for the owner alone. Not for use by two
 * processes at once; the environment's lease sees to that.
 */
public final class TofuFolder {

  static final String VARIABLES = "variables.tfvars";
  static final String PLAN = "next.tfplan";

  private static final String PROJECT = "main.tf";
  private static final List<String> RENDERED =
      List.of(PROJECT, VARIABLES, "cloud-init.yml", "ahead.sh");
  private static final String STATE = "terraform.tfstate";
  private static final String SET_ASIDE = "terraform.tfstate.set-aside";
  private static final String LOCK = ".terraform.lock.hcl";
  private static final String DATA = ".terraform";
  private static final String PLUGINS = DATA + "/providers";
  private static final String INITIALISED = ".initialised-for";
  private static final String IMPORTS = "adopted.tf";
  private static final String KNOWN = "known.auto.tfvars.json";
  private static final Set<PosixFilePermission> OWNER_ONLY =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Path path;

  /** The folder at {@code path}; made if it is missing. */
  public TofuFolder(Path path) {
    this.path = path;
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** Whether it holds a project to work with. */
  public boolean isFilled() {
    return Files.isRegularFile(path.resolve(PROJECT))
        && Files.isRegularFile(path.resolve(VARIABLES));
  }

  /**
   * Takes over the rendered project.
   *
   * @throws NoSuchFileException when a file of it is missing
   */
  public void fill(Path rendered) throws IOException {
    Files.createDirectories(path);
    for (String name : RENDERED) {
      write(name, Files.readAllBytes(rendered.resolve(name)));
    }
  }

  /**
   * Whether plug-ins have to be fetched before anything else can be done with this project and this
   * OpenTofu.
   */
  boolean needsInit(TofuVersion version) throws IOException {
    return !Files.isRegularFile(path.resolve(LOCK))
        || !Files.isDirectory(path.resolve(PLUGINS))
        || !fingerprint(version).equals(textOf(INITIALISED));
  }

  /** Remembers that plug-ins were fetched. */
  void initialised(TofuVersion version) throws IOException {
    write(INITIALISED, fingerprint(version).getBytes(StandardCharsets.UTF_8));
  }

  private String fingerprint(TofuVersion version) throws IOException {
    return version.text()
        + " "
        + Hashing.sha256().hashBytes(Files.readAllBytes(path.resolve(PROJECT)));
  }

  private String textOf(String name) throws IOException {
    try {
      return Files.readString(path.resolve(name));
    } catch (NoSuchFileException missing) {
      return "";
    }
  }

  /** What OpenTofu remembers; only to be asked while no OpenTofu runs here. */
  public TofuState state() throws IOException {
    try {
      return TofuState.parse(Files.readString(path.resolve(STATE)));
    } catch (NoSuchFileException missing) {
      return new TofuState.Missing();
    } catch (CharacterCodingException binary) {
      return new TofuState.Damaged("it is no text");
    }
  }

  /** Where plug-ins for this folder are kept. */
  public Path pluginData() {
    return path.resolve(DATA);
  }

  /** Gives another folder what OpenTofu remembers here, and what only the provider knows. */
  public void copyMemoryTo(TofuFolder other) throws IOException {
    for (String name : List.of(STATE, LOCK, KNOWN)) {
      if (Files.isRegularFile(path.resolve(name))) {
        other.write(name, Files.readAllBytes(path.resolve(name)));
      }
    }
  }

  /** Lets OpenTofu forget everything; what it knew is kept in a file that it does not read. */
  public void setStateAside() throws IOException {
    if (Files.exists(path.resolve(STATE))) {
      Files.move(path.resolve(STATE), path.resolve(SET_ASIDE), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Lets the next plan take over what exists; nothing when the list is empty. */
  public void importAtNextPlan(List<CloudResource> resources) throws IOException {
    if (resources.isEmpty()) {
      Files.deleteIfExists(path.resolve(IMPORTS));
      return;
    }
    StringBuilder blocks = new StringBuilder("# What existed at the provider before this plan.\n");
    for (CloudResource resource : resources) {
      blocks
          .append("\nimport {\n  to = ")
          .append(resource.address())
          .append("\n  id = ")
          .append(literal(resource.importId()))
          .append("\n}\n");
    }
    write(IMPORTS, blocks.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** A JSON string is a string of OpenTofu's language too, but for the start of a template. */
  private static String literal(String text) {
    return Json.text(text).replace("${", "$${").replace("%{", "%%{");
  }

  /** Gives the project values beside the rendered ones. */
  public void know(Map<String, String> values) throws IOException {
    if (values.isEmpty()) {
      Files.deleteIfExists(path.resolve(KNOWN));
      return;
    }
    write(KNOWN, Json.text(values).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Makes sure that the plan, which holds every variable in the clear, is for the owner alone
   * before it is written.
   */
  void expectPlan() throws IOException {
    write(PLAN, new byte[0]);
  }

  /** Removes the plan. */
  void dropPlan() throws IOException {
    Files.deleteIfExists(path.resolve(PLAN));
  }

  /** Takes other people's rights away from what OpenTofu wrote. */
  void protect() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.setPosixFilePermissions(file, OWNER_ONLY);
      }
    }
  }

  /** Removes everything in the folder. */
  public void clear() throws IOException {
    if (!Files.isDirectory(path)) {
      return;
    }
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each :
          all.sorted(Comparator.reverseOrder()).filter(each -> !each.equals(path)).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (UncheckedIOException wrapped) {
      throw wrapped.getCause();
    }
  }

  private void write(String name, byte[] content) throws IOException {
    Path part = path.resolve(name + ".part");
    Files.deleteIfExists(part);
    Files.createFile(part, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    Files.write(part, content);
    Files.move(
        part,
        path.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
