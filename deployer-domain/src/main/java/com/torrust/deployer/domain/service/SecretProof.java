package com.torrust.deployer.domain.service;

/**
 * What a service answers to both values of a secret that was given another one. Holds neither.
 *
 * @param proof what the machine calls the trial, such as {@code api_token}
 * @param present the answer to the value that is wanted
 * @param former the answer to the one before
 * @param detail what it answered, one line for people
 */
public record SecretProof(String proof, Answer present, Answer former, String detail) {

  /** How a value is taken. */
  public enum Answer {
    ACCEPTED,
    REFUSED,
    /** Nobody could ask. */
    UNKNOWN
  }
}
