/** The server by which agents operate the deployer. */
@SuppressWarnings("requires-automatic")
module com.torrust.deployer.mcp {
  requires transitive com.torrust.deployer.application;
  requires com.torrust.deployer.json;
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  requires io.modelcontextprotocol.sdk.mcp.core;
  requires io.modelcontextprotocol.sdk.mcp.json.jackson2;
  requires reactor.core;
  requires org.reactivestreams;
  requires org.slf4j;

  exports com.torrust.deployer.mcp;
  exports com.torrust.deployer.mcp.gate;
}
