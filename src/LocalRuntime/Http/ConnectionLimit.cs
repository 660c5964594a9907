using System.Globalization;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Understudy.LocalRuntime.Http;

/// <summary>
/// Keeps clients from taking all the descriptors that the process may have, without which nothing in it works. Who is one
/// too many hears so, as long as there is some left to say it with; those who are there already notice nothing.
/// </summary>
/// <param name="most">How many connections are served at once; null for any number.</param>
internal sealed class ConnectionLimit(int? most)
{
    // Whoever is refused gets that long to ask, and then to listen.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    // What the process holds by itself: assemblies, databases, the pipes of tools.
    private const int Reserve = 512;

    // So many of those who are refused are listened to at once.
    private const int MostRefused = 128;

    private static readonly byte[] _unasked =
        "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n"u8.ToArray();

    private int _open;
    private int _refused;

    /// <summary>
    /// The limit for this process: half of the descriptors that it does not need itself, for each connection may need a
    /// file, too.
    /// </summary>
    public static ConnectionLimit OfProcess() =>
        new(Descriptors() is { } all ? Math.Max((all - Reserve) / 2, all / 8) : null);

    /// <summary>Makes the web server keep it.</summary>
    public void Apply(KestrelServerOptions kestrel)
    {
        if (most is null) return;
        kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use(next => connection => ServeAsync(connection, next)));
    }

    /// <summary>Answers for the endpoint when the request's connection is one too many.</summary>
    public static Task AnswerAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Features.Get<OneTooMany>() is null) return next(http);
        http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        http.Response.Headers.Connection = "close";
        http.Response.Headers.RetryAfter = _patience.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync("Too many connections are open. Please try again in a moment.\n");
    }

    private async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (Interlocked.Increment(ref _open) <= most)
        {
            try
            {
                await next(connection);
            }
            finally
            {
                Interlocked.Decrement(ref _open);
            }
            return;
        }

        Interlocked.Decrement(ref _open);
        try
        {
            await RefuseAsync(connection, next, Interlocked.Increment(ref _refused) <= Math.Min(most!.Value, MostRefused));
        }
        finally
        {
            Interlocked.Decrement(ref _refused);
        }
    }

    private static async Task RefuseAsync(ConnectionContext connection, ConnectionDelegate next, bool listens)
    {
        if (!listens)
        {
            // There are too many even to listen to: they hear it before they ask.
            await connection.Transport.Output.WriteAsync(_unasked);
            return;
        }
        connection.Features.Set(new OneTooMany());
        using CancellationTokenSource patience = new(_patience);
        await using CancellationTokenRegistration over = patience.Token.Register(connection.Abort);
        await next(connection);
    }

    /// <summary>How many descriptors the process may have, where the system says so.</summary>
    private static int? Descriptors()
    {
        const string Limits = "/proc/self/limits", Name = "Max open files";
        if (!File.Exists(Limits)) return null;
        string? line = File.ReadLines(Limits).FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal));
        string? soft = line?[Name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
        return int.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out int most) ? most : null;
    }

    private sealed class OneTooMany;
}
