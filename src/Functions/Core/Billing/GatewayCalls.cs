using Understudy.Domain.Billing.Gateway;

namespace Understudy.Functions.Core.Billing;

/// <summary>Asks the payment gateway while somebody waits for the answer.</summary>
public sealed partial class GatewayCalls(ILogger<GatewayCalls> log)
{
    /// <summary>Answers, or says in the product's words that the gateway could not be reached, or refused.</summary>
    internal async Task<IResult> AnswerAsync(Func<Task<IResult>> call, Func<GatewayException, IResult> failed)
    {
        try
        {
            return await call();
        }
        catch (GatewayException failure)
        {
            LogFailure(log, failure);
            return failed(failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The payment gateway failed")]
    private static partial void LogFailure(ILogger logger, Exception exception);
}
