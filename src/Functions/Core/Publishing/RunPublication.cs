using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Understudy.Domain.Publishing;

namespace Understudy.Functions.Core.Publishing;

/// <summary>
/// Publishes a video on its owner's channel: step after step, with waits between those to which the site does not answer. Whoever
/// asked for it waits for its end, for a while (ADR 0077).
/// </summary>
public sealed class RunPublication(PublicationSteps steps)
{
    private const string StepActivity = "Core-Publication-Step";

    /// <summary>The orchestration.</summary>
    [Function(PublishVideoHandler.Pipeline)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, PublicationReference publication)
    {
        while (true)
        {
            PublicationStep step = await context.CallActivityAsync<PublicationStep>(StepActivity, publication, Retry.ForADay);
            if (step.IsOver) return;
            if (step.Wait > TimeSpan.Zero)
                await context.CreateTimer(context.CurrentUtcDateTime + step.Wait, CancellationToken.None);
        }
    }

    /// <summary>A step.</summary>
    [Function(StepActivity)]
    public Task<PublicationStep> Step(
        [ActivityTrigger] PublicationReference publication, CancellationToken cancellationToken) =>
        steps.StepAsync(publication, cancellationToken);
}
