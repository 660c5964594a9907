using System.Net;
using Microsoft.Extensions.Logging;

namespace Understudy.Infrastructure.Cosmos;

internal static partial class Log
{
    [LoggerMessage(4501, LogLevel.Debug, "Cosmos DB: {Operation} {Type} {Status}, {Charge} RU")]
    public static partial void Charged(ILogger logger, string operation, string type, HttpStatusCode status, double charge);

    [LoggerMessage(4502, LogLevel.Warning, "Cosmos DB did not answer {Operation} {Type} (attempt {Attempt}: {Status}); asked again")]
    public static partial void AskedAgain(
        ILogger logger, Exception? error, string operation, string type, int attempt, HttpStatusCode status);

    [LoggerMessage(4503, LogLevel.Information, "Cosmos DB: {Operation} {Type} had been done although it was refused or not answered")]
    public static partial void HadBeenDone(ILogger logger, string operation, string type);

    [LoggerMessage(4504, LogLevel.Information, "Cosmos DB: the database {Database} and its container {Container} are there")]
    public static partial void Made(ILogger logger, string database, string container);
}
