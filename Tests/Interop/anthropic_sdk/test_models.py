"""The list of models and single ones."""

import datetime

import anthropic
import pytest

bullet = pytest.mark.bullet


@pytest.fixture
def listed(client, both):
    """All models, read page by page as the SDK does it."""

    def read(**keys):
        return both.drain(client.sdk.models.list(**keys))

    return read


@bullet("models")
def test_models_are_listed_with_their_facts(listed):
    models = listed().unbroken()
    assert "claude-haiku-4-5" in [model.id for model in models]
    for model in models:
        assert model.type == "model"
        assert model.display_name
        assert isinstance(model.created_at, datetime.datetime)


@bullet("models")
def test_pages_of_one_model_give_the_whole_list(listed):
    whole = [model.id for model in listed().unbroken()]
    assert [model.id for model in listed(limit=1).unbroken()] == whole
    assert len(whole) > 2


@bullet("models")
def test_a_page_says_whether_more_follow(client, both, listed):
    whole = [model.id for model in listed().unbroken()]
    first = both(client.sdk.models.list(limit=2))
    assert [model.id for model in first.data] == whole[:2]
    assert (first.has_more, first.first_id, first.last_id) == (True, whole[0], whole[1])
    behind = both(client.sdk.models.list(limit=1, after_id=whole[0]))
    assert [model.id for model in behind.data] == [whole[1]]
    before = both(client.sdk.models.list(limit=1, before_id=whole[1]))
    assert [model.id for model in before.data] == [whole[0]]


@bullet("models")
def test_one_model_can_be_asked_for(client, both, listed):
    first = listed().unbroken()[0]
    assert both(client.sdk.models.retrieve(first.id)).to_dict() == first.to_dict()


@bullet("models")
def test_an_unknown_model_is_not_found(client, both):
    with pytest.raises(anthropic.NotFoundError) as caught:
        both(client.sdk.models.retrieve("claude-unheard-of"))
    assert caught.value.body["error"]["type"] == "not_found_error"
