namespace Understudy.Infrastructure.Sqlite;

/// <summary>A write that waits for its turn, and its answer: whether it applied.</summary>
internal sealed class Write(DocumentTable table, string partition, string id, CancellationToken cancellationToken)
    : TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    private bool _applied;

    /// <summary>The new value; none deletes.</summary>
    public byte[]? Body { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public long NewETag { get; init; }

    /// <summary>The ETag that must be current; none creates.</summary>
    public long? ETag { get; init; }

    /// <summary>What is wrong with this write alone.</summary>
    public Exception? Error { get; private set; }

    /// <summary>Runs within the transaction of its batch. A failure is this write's own.</summary>
    public void Run(Session session, long now)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            Error = new OperationCanceledException(cancellationToken);
            return;
        }
        try
        {
            _applied = Apply(session, now);
        }
        catch (Exception error)
        {
            Error = error;
        }
    }

    /// <summary>Answers, once the batch is committed or could not be.</summary>
    public void Complete(Exception? batchError)
    {
        switch (Error ?? batchError)
        {
            case null: SetResult(_applied); break;
            case OperationCanceledException canceled: SetCanceled(canceled.CancellationToken); break;
            case { } error: SetException(error); break;
        }
    }

    private bool Apply(Session session, long now)
    {
        Statement statement = session.Prepare(
            Body is null ? table.DeleteSql : ETag is null ? table.CreateSql : table.ReplaceSql);
        statement.Bind(1, partition);
        statement.Bind(2, id);
        statement.Bind(6, now);
        if (ETag is { } etag) statement.Bind(7, etag);
        if (Body is not null)
        {
            statement.Bind(3, NewETag);
            if (ExpiresAt is { } expiresAt) statement.Bind(4, expiresAt.UtcTicks);
            else statement.BindNull(4);
            statement.Bind(5, Body);
        }
        return statement.Execute() > 0;
    }
}
