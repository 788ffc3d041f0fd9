package com.torrust.deployer.domain.config;

/** One of the two families of IP addresses. */
public enum IpFamily {
  IPV4("IPv4", "A"),
  IPV6("IPv6", "AAAA");

  private final String text;
  private final String recordType;

  IpFamily(String text, String recordType) {
    this.text = text;
    this.recordType = recordType;
  }

  /** The family's name, such as {@code IPv6}. */
  public String text() {
    return text;
  }

  /** The type of the DNS records that hold its addresses. */
  public String recordType() {
    return recordType;
  }
}
