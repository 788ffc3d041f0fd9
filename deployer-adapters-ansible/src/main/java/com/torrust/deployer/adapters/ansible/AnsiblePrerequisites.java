package com.torrust.deployer.adapters.ansible;

import com.torrust.deployer.adapters.ansible.internal.AnsibleTool;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.Prerequisite;
import com.torrust.deployer.domain.port.Prerequisites;
import com.torrust.deployer.domain.spi.AdapterContext;
import java.util.List;

/** Whether an Ansible that fits is on this computer. Thread-safe. */
final class AnsiblePrerequisites implements Prerequisites {

  private final AdapterContext adapters;

  AnsiblePrerequisites(AdapterContext adapters) {
    this.adapters = adapters;
  }

  @Override
  public List<Prerequisite> check(Question question, Cancellation cancellation) {
    return List.of(AnsibleTool.required().look(adapters, question.limit(), cancellation));
  }
}
