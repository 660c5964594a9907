using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;
using Understudy.Domain.Tests.Support;
using Property = Understudy.Domain.Tests.Support.Property;

namespace Understudy.Domain.Tests.Products.Clone;

public sealed class CloneModelTests
{
    private static readonly DateTimeOffset _later = Samples.Now.AddMinutes(1);

    [Theory]
    [InlineData(ModelState.Pending, ModelState.Uploading, ModelState.Processing, ModelState.Pending, ModelState.Completed, ModelState.Failed)]
    [InlineData(ModelState.Uploading, ModelState.Uploading, ModelState.Processing, ModelState.Uploading, ModelState.Completed, ModelState.Failed)]
    [InlineData(ModelState.Processing, ModelState.Processing, ModelState.Processing, ModelState.Processing, ModelState.Completed, ModelState.Failed)]
    [InlineData(ModelState.Completed, ModelState.Completed, ModelState.Completed, ModelState.Completed, ModelState.Completed, ModelState.Completed)]
    [InlineData(ModelState.Failed, ModelState.Failed, ModelState.Failed, ModelState.Failed, ModelState.Failed, ModelState.Failed)]
    public void Every_operation_leads_from_every_state_to_one_state(
        ModelState from, ModelState arrived, ModelState confirmed, ModelState started, ModelState completed, ModelState failed)
    {
        CloneModel model = In(from);
        model.State.ShouldBe(from);
        CloneModel[] after = [.. Operations.Select(operation => operation(model, _later))];
        after.Select(one => one.State).ShouldBe([arrived, confirmed, started, completed, failed]);
    }

    [Theory]
    [InlineData(ModelState.Completed)]
    [InlineData(ModelState.Failed)]
    public void A_model_whose_training_has_ended_is_not_changed_by_it(ModelState state)
    {
        CloneModel model = In(state);
        model.IsFinished.ShouldBeTrue();
        foreach (Func<CloneModel, DateTimeOffset, CloneModel> operation in Operations)
            operation(model, _later).ShouldBeSameAs(model);
    }

    [Fact]
    public void The_engine_begins_once()
    {
        CloneModel begun = In(ModelState.Processing).Start(Samples.Now);
        begun.ProcessingStartedAt.ShouldBe(Samples.Now);
        begun.Start(_later).ShouldBeSameAs(begun);
        begun.Complete(Samples.Outputs, _later).ProcessingStartedAt.ShouldBe(Samples.Now);
    }

    [Fact]
    public void A_trained_model_has_the_probed_length_and_a_still()
    {
        CloneModel model = In(ModelState.Processing).Complete(Samples.Outputs, _later);
        model.DurationSeconds.ShouldBe(Samples.Outputs.DurationSeconds);
        model.Thumbnail.ShouldBe(Samples.Outputs.Thumbnail);
        model.ProcessingStartedAt.ShouldBe(_later);
        model.ProcessingCompletedAt.ShouldBe(_later);
    }

    [Fact]
    public void Whatever_happens_to_a_model_its_rules_hold() => Property.Holds(
        Gen.ArrayOf(Gen.Frequency((5, Gen.Choose(0, 2)), (1, Gen.Choose(3, 4)))).ToArbitrary(),
        500,
        steps =>
        {
            CloneModel model = Samples.Model();
            DateTimeOffset now = Samples.Now;
            foreach (int step in steps)
            {
                CloneModel before = model;
                now = now.AddSeconds(7);
                model = Operations[step](model, now);
                KeepsItsRules(before, model);
            }
        });

    private static Func<CloneModel, DateTimeOffset, CloneModel>[] Operations { get; } =
    [
        (model, now) => model.Arrive(now),
        (model, now) => model.Confirm(now),
        (model, now) => model.Start(now),
        (model, now) => model.Complete(Samples.Outputs, now),
        (model, now) => model.Fail(Samples.NoFace, now),
    ];

    private static CloneModel In(ModelState state)
    {
        CloneModel model = Samples.Model();
        return state switch
        {
            ModelState.Pending => model,
            ModelState.Uploading => model.Arrive(Samples.Now),
            ModelState.Processing => model.Confirm(Samples.Now),
            ModelState.Completed => model.Confirm(Samples.Now).Complete(Samples.Outputs, Samples.Now),
            _ => model.Fail(Samples.NoFace, Samples.Now),
        };
    }

    private static void KeepsItsRules(CloneModel before, CloneModel model)
    {
        (model.State >= before.State).ShouldBeTrue("a model never goes back");
        (model.Failure is not null).ShouldBe(model.State == ModelState.Failed, "only what failed says why");
        model.DurationSeconds.HasValue.ShouldBe(model.State == ModelState.Completed, "only a trained one was measured");
        model.ProcessingCompletedAt.HasValue.ShouldBe(model.IsFinished, "what has ended says when");
        (before.ProcessingStartedAt is null || model.ProcessingStartedAt == before.ProcessingStartedAt)
            .ShouldBeTrue("it begins once");
        (ReferenceEquals(model, before) || model.UpdatedAt > before.UpdatedAt).ShouldBeTrue("a change is dated");
        string json = JsonSerializer.Serialize(model, DocumentJson.Options);
        (JsonSerializer.Deserialize<CloneModel>(json, DocumentJson.Options) == model).ShouldBeTrue("it can be stored");
    }
}
