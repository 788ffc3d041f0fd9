package com.torrust.deployer.adapters.local.probe;

import com.torrust.deployer.domain.error.Excerpt;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.service.CheckResult.Status;
import com.torrust.deployer.domain.service.ProbeTarget.Audience;
import com.torrust.deployer.domain.service.ProbeTarget.HttpAnnounce;
import com.torrust.deployer.domain.service.ProbeTarget.Web;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The HTTP tracker protocol (BEP 3, compact peers of BEP 23 and BEP 7) as a client speaks it. */
final class HttpTrackerClient {

  private static final int BYTES_PER_PEER = 6;
  private static final int BYTES_PER_PEER6 = 18;

  private HttpTrackerClient() {}

  static NetworkProbe.Answer announce(
      HttpAnnounce target, Deadline deadline, Cancellation cancellation)
      throws IOException, ProbeFailed {
    Web web = target.web();
    if (target.audience() == Audience.KEY_HOLDERS) {
      return refusal(web, deadline, cancellation);
    }
    AnnouncingPeer first = AnnouncingPeer.anybody();
    announce(web, first, deadline, cancellation);
    return StoredPeer.judge(
        announce(web, AnnouncingPeer.anybody(), deadline, cancellation),
        first,
        web.address(),
        OwnAddress.towards(web.address()));
  }

  private static NetworkProbe.Answer refusal(Web web, Deadline deadline, Cancellation cancellation)
      throws IOException, ProbeFailed {
    Bencode.Value.Dictionary answer = answer(web, AnnouncingPeer.anybody(), deadline, cancellation);
    return failure(answer)
        .map(reason -> NetworkProbe.Answer.pass("refused without a key, as a private tracker does"))
        .orElseGet(
            () ->
                new NetworkProbe.Answer(
                    Status.FAIL, "the tracker is private, but it served a client without a key"));
  }

  private static List<StoredPeer> announce(
      Web web, AnnouncingPeer peer, Deadline deadline, Cancellation cancellation)
      throws IOException, ProbeFailed {
    Bencode.Value.Dictionary answer = answer(web, peer, deadline, cancellation);
    Optional<String> failure = failure(answer);
    if (failure.isPresent()) {
      throw new ProbeFailed("the tracker refused the announce: " + Excerpt.of(failure.get()));
    }
    List<StoredPeer> peers = new ArrayList<>(peers(answer, "peers", BYTES_PER_PEER));
    peers.addAll(peers(answer, "peers6", BYTES_PER_PEER6));
    return peers;
  }

  private static Optional<String> failure(Bencode.Value.Dictionary answer) {
    return answer.find("failure reason").orElse(null) instanceof Bencode.Value.Bytes reason
        ? Optional.of(reason.text())
        : Optional.empty();
  }

  private static Bencode.Value.Dictionary answer(
      Web web, AnnouncingPeer peer, Deadline deadline, Cancellation cancellation)
      throws IOException, ProbeFailed {
    WebAnswer answer = WebClient.get(web, query(peer), deadline, cancellation);
    if (!answer.isSuccess()) {
      throw new ProbeFailed("answered " + answer.status() + WebClient.excerpt(answer.text()));
    }
    if (!(Bencode.read(answer.body()) instanceof Bencode.Value.Dictionary dictionary)) {
      throw new ProbeFailed("the answer is not one of an HTTP tracker");
    }
    return dictionary;
  }

  private static String query(AnnouncingPeer peer) {
    StringBuilder hash = new StringBuilder();
    for (byte each : AnnouncingPeer.infoHash()) {
      hash.append(String.format(Locale.ROOT, "%%%02X", each));
    }
    return "info_hash="
        + hash
        + "&peer_id="
        + peer.id()
        + "&port="
        + peer.port()
        + "&uploaded=0&downloaded=0&left=1&event=started&compact=1";
  }

  private static List<StoredPeer> peers(
      Bencode.Value.Dictionary answer, String name, int bytesPerPeer) {
    Bencode.Value peers = answer.find(name).orElse(new Bencode.Value.Bytes(""));
    if (peers instanceof Bencode.Value.Bytes compact) {
      return StoredPeer.compact(
          compact.bytes().getBytes(StandardCharsets.ISO_8859_1), bytesPerPeer);
    }
    return peers instanceof Bencode.Value.Items items
        ? items.items().stream().map(HttpTrackerClient::peer).flatMap(Optional::stream).toList()
        : List.of();
  }

  /** A peer of the form that is not compact. */
  private static Optional<StoredPeer> peer(Bencode.Value value) {
    return value instanceof Bencode.Value.Dictionary peer
            && peer.find("ip").orElse(null) instanceof Bencode.Value.Bytes ip
            && peer.find("port").orElse(null) instanceof Bencode.Value.Number port
        ? HostAddress.parse(ip.text())
            .map(
                address ->
                    new StoredPeer(
                        address, ip.text().contains(":") && !address.isIpv6(), (int) port.number()))
        : Optional.empty();
  }
}
