package com.torrust.deployer.adapters.local.probe;

import com.torrust.deployer.domain.error.Excerpt;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.service.ProbeTarget.Web;
import java.io.IOException;
import java.util.Locale;

/** The HTTP tracker protocol (BEP 3, compact peers of BEP 23 and BEP 7) as a client speaks it. */
final class HttpTrackerClient {

  private static final int BYTES_PER_PEER = 6;
  private static final int BYTES_PER_PEER6 = 18;

  private HttpTrackerClient() {}

  static NetworkProbe.Answer announce(Web web, Deadline deadline, Cancellation cancellation)
      throws IOException, ProbeFailed {
    announce(web, AnnouncingPeer.anybody(), deadline, cancellation);
    return AnnouncingPeer.heardOf(announce(web, AnnouncingPeer.anybody(), deadline, cancellation));
  }

  private static int announce(
      Web web, AnnouncingPeer peer, Deadline deadline, Cancellation cancellation)
      throws IOException, ProbeFailed {
    WebAnswer answer = WebClient.get(web, query(peer), deadline, cancellation);
    if (!answer.isSuccess()) {
      throw new ProbeFailed("answered " + answer.status() + WebClient.excerpt(answer.text()));
    }
    if (!(Bencode.read(answer.body()) instanceof Bencode.Value.Dictionary dictionary)) {
      throw new ProbeFailed("the answer is not one of an HTTP tracker");
    }
    if (dictionary.find("failure reason").orElse(null) instanceof Bencode.Value.Bytes reason) {
      throw new ProbeFailed("the tracker refused the announce: " + Excerpt.of(reason.text()));
    }
    return count(dictionary, "peers", BYTES_PER_PEER)
        + count(dictionary, "peers6", BYTES_PER_PEER6);
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

  private static int count(Bencode.Value.Dictionary answer, String name, int bytesPerPeer) {
    Bencode.Value peers = answer.find(name).orElse(new Bencode.Value.Bytes(""));
    if (peers instanceof Bencode.Value.Bytes compact) {
      return compact.bytes().length() / bytesPerPeer;
    }
    return peers instanceof Bencode.Value.Items items ? items.items().size() : 0;
  }
}
