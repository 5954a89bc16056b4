from chalicelib.domain.vocabulary import Action
from chalicelib.domain.workflow.evidence_of import evidence_of
from tests.support.life import CITIZEN, a_life


def test_the_files_of_a_case_are_those_filed_and_those_its_acts_brought_each_once():
    life = a_life(uploads=("u-1",)).assigned().named()
    life.do(CITIZEN, Action.ADD_MATERIAL, uploads=("u-2", "u-1"))
    life.do(life.handler, Action.LOG_PROGRESS, log_type="核实", text="已到现场", uploads=("u-3",))
    assert evidence_of(life.case, life.case.tail) == ("u-1", "u-2", "u-3")
