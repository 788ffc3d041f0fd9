package com.torrust.deployer.domain.machine;

import com.torrust.deployer.domain.config.InstanceName;
import com.torrust.deployer.domain.config.IpFamily;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.immutables.value.Value;

/** A machine that exists. Immutable. */
@Value.Immutable
public interface Machine {

  /** Who made the machine, hence who may destroy it. */
  enum Origin {
    /** Made by us; {@code destroy} removes it. */
    PROVISIONED,
    /** Was there before; {@code destroy} never touches it. */
    REGISTERED
  }

  /**
   * The machine's name at its provider; for a registered machine the environment's instance name.
   */
  InstanceName name();

  /** Who made it. */
  Origin origin();

  /** The address that everything connects to. */
  HostAddress address();

  /** The address of the other family, if the machine has one. */
  Optional<HostAddress> otherAddress();

  /** The address of one family, if it is known. */
  default Optional<HostAddress> address(IpFamily family) {
    return Stream.concat(Stream.of(address()), otherAddress().stream())
        .filter(known -> known.family() == family)
        .findFirst();
  }

  /** Port of the SSH daemon; for a registered machine it may differ from the configured one. */
  int sshPort();

  /** Keys that were pinned at first contact or given beforehand; empty before first contact. */
  List<HostKey> hostKeys();

  /** Id at the provider, if it has one besides the name. */
  Optional<String> providerId();

  /** Whether {@code destroy} removes the machine. */
  default boolean isManaged() {
    return origin() == Origin.PROVISIONED;
  }

  /** The same machine with these pinned keys. */
  default Machine withPinned(List<HostKey> keys) {
    return ImmutableMachine.copyOf(this).withHostKeys(keys);
  }
}
